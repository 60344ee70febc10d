import { below, builtBy, distribution, type Files } from './files.ts';

const { hatch, setuptools, flit, poetry, pdm, uv } = builtBy;

/** Two uv workspaces and a backend of each kind; every way in which one distribution uses another. */
export const distributions: Files = {
  '.gitignore': '.venv/\n/packages/*/build/\n',
  '.nxignore': 'sketches/\n',
  ...distribution(
    '.',
    'monorepo',
    `requires-python = ">=3.10"
[tool.uv.workspace]
members = ["packages/*", "apps/*", "tools/*"]
exclude = ["packages/excluded"]
[tool.uv.sources]
acme-core = { workspace = true }
forked = { git = "https://example.invalid/forked" }
[dependency-groups]
dev = ["pytest", "ACME_core", { include-group = "lint" }]
lint = ["ruff", "hatched"]
`,
    { 'tests/test_all.py': 'import flitmod\n', 'sketches/try.py': 'import hatchmod\n' },
  ),
  ...distribution('packages/core', 'Acme.Core', uv, {
    'src/acme_core/__init__.py': '',
    'src/acme_core/api.py': 'from . import models\nfrom .models import Model\n',
    'src/acme_core/models.py': '"""import hatchmod"""\n# import flitmod\n',
  }),
  ...distribution('packages/core/plugins/inner', 'inner', hatch, {
    'inner/__init__.py': 'import acme_core.api as api, os\n',
  }),
  'packages/core/spoilt/pyproject.toml': '[project\n',
  'packages/core/spoilt/x.py': 'import poetmod\n',
  ...distribution(
    'packages/util',
    'util-belt',
    `dependencies = ["acme-core[fast]>=0.1", "forked"]\n[project.optional-dependencies]\nall = ["util-belt[net]", "flitted"]\nnet = ["httpx"]\n${hatch}`,
    {
      'util_belt/__init__.py': '',
      '.gitignore': 'made/\n*_pb2.py\n!kept_pb2.py\n',
      'made/stub.py': 'import poetmod\n',
      'util_belt/a_pb2.py': 'import poetmod\n',
      'util_belt/kept_pb2.py': 'import pdmmod\n',
      'build/lib/util_belt/__init__.py': 'import poetmod\n',
    },
  ),
  ...distribution('packages/forked', 'forked', hatch, { 'forked/__init__.py': '' }),
  ...distribution('packages/ns-one', 'ns-one', setuptools, { 'src/acme/one/__init__.py': '' }),
  ...distribution('packages/ns-two', 'ns-two', setuptools, {
    'src/acme/two/__init__.py': 'from ..one import thing\n',
  }),
  ...distribution(
    'packages/listed',
    'listed',
    `${setuptools}[tool.setuptools]\npackages = ["listed", "listed.sub"]\npy-modules = ["listed_extra"]\n`,
    {
      'listed/__init__.py': '',
      'listed/sub/__init__.py': '',
      'listed_extra.py': '',
      'other/__init__.py': '',
    },
  ),
  ...distribution(
    'packages/found',
    'found',
    `${setuptools}[tool.setuptools.packages.find]\nwhere = ["lib"]\ninclude = ["found*"]\nexclude = ["found_checks*"]\n`,
    { 'lib/found/__init__.py': '', 'lib/found_checks/__init__.py': '', 'setup_tool.py': '' },
  ),
  ...distribution('packages/flitted', 'flitted', `${flit}[tool.flit.module]\nname = "flitmod"\n`, {
    'flitmod.py': '',
  }),
  ...distribution(
    'packages/poet',
    'poet',
    `${poetry}[tool.poetry]\npackages = [{ include = "poetmod", from = "lib" }]\n`,
    {
      'lib/poetmod/__init__.py': '',
    },
  ),
  ...distribution('packages/pdmd', 'pdmd', `${pdm}[tool.pdm.build]\npackage-dir = "code"\n`, {
    'code/pdmmod/__init__.py': '',
  }),
  ...distribution(
    'packages/named',
    'named',
    `${uv}[tool.uv.build-backend]\nmodule-name = "uvb.named"\nmodule-root = ""\n`,
    {
      'uvb/named/__init__.py': '',
      'scratch.py': '',
    },
  ),
  ...distribution(
    'packages/hatched',
    'hatched',
    `${hatch}[tool.hatch.build.targets.wheel]\npackages = ["source/hatchmod"]\n`,
    {
      'source/hatchmod/__init__.py': '',
      'source/hatchmod/build/__init__.py': 'import listed_extra\n',
    },
  ),
  ...distribution('packages/excluded', 'excluded', `dependencies = ["acme.core"]\n${hatch}`),
  ...distribution('tools/backend', 'own-backend', uv, { 'src/own_backend/__init__.py': '' }),
  ...distribution(
    'apps/web',
    'web',
    `dependencies = [
  "acme_core ; python_version >= '3.8'",
  "util-belt @ git+https://example.invalid/util-belt",
  "flitted",
  "poet",
]
[dependency-groups]
test = ["hatched>=0.1", "twin"]
[tool.uv]
dev-dependencies = ["named"]
[tool.uv.sources]
flitted = { path = "../../packages/flitted", editable = true }
Poet = { git = "https://example.invalid/poet" }
[build-system]
requires = ["uv_build", "own_backend"]
build-backend = "uv_build"
`,
    { 'src/web/__init__.py': '' },
  ),
  ...distribution('apps/cli', 'cli', hatch, {
    'cli/__init__.py': '',
    'cli/main.py': `from __future__ import annotations
import acme.one, \\
    listed.sub
from typing import TYPE_CHECKING
if TYPE_CHECKING:
    import hatchmod
else:
    import uvb.named
def late():
    from found import (
        thing,  # of the other
    )
text = """
import poetmod
"""
`,
    'cli/plain.py': 'import other\nimport scratch\nimport setup_tool\nimport found_checks\n',
    'cli/flitmod.py': '',
    'cli/shadowed.py': 'import flitmod\n',
    'tests/conftest.py': 'import importlib\nimportlib.import_module("pdmmod")\n',
    'tests/test_cli.py':
      'import pytest\npytest.importorskip("acme_core.api")\nfrom acme import two\n',
  }),
  ...distribution('apps/notebook', 'notebook', 'dependencies = ["cli"]\n', {
    'notebook.py': 'import web\n',
    'use.py': 'import notebook\n',
  }),
  ...distribution('apps/reader', 'reader', hatch, { 'reader/__init__.py': 'import notebook\n' }),

  ...below('other', {
    'pyproject.toml': '[tool.uv.workspace]\nmembers = ["*"]\n',
    ...distribution('twin', 'twin', hatch, { 'twin_other/__init__.py': '' }),
    ...distribution(
      'user',
      'user-of-twin',
      `dependencies = ["twin"]\n[tool.uv.sources]\ntwin = { workspace = true }\n${hatch}`,
    ),
  }),
  ...distribution('packages/twin', 'Twin', hatch, { 'twin/__init__.py': '' }),
};
