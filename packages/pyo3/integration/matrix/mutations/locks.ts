import type { Mutation } from '../mutation.ts';

/** Entries of the lock files, as cargo and uv write them. */
export const locks: readonly Mutation[] = [
  {
    id: 'lock-direct',
    what: 'a crate that one extension uses',
    edits: [
      {
        kind: 'replace',
        file: 'Cargo.lock',
        from: 'version = "1.0.19"',
        to: 'version = "1.0.15"',
      },
      {
        kind: 'replace',
        file: 'Cargo.lock',
        from: '3bd1574e617a9a6c1f8f8181bd7e841e1f20e4277607ef28945765188d6284d4',
        to: '4a5f13b858c8d314ee3e8f639011f7ccefe71f97f96e50151fb991f267928e2c',
      },
    ],
  },
  {
    id: 'lock-transitive',
    what: 'a transitive dependency of that crate',
    edits: [
      {
        kind: 'replace',
        file: 'Cargo.lock',
        from: 'version = "1.19.0"',
        to: 'version = "1.15.0"',
      },
      {
        kind: 'replace',
        file: 'Cargo.lock',
        from: '0e9c71c2167ca323c882b99918929403426e2373ea17242ff5653e0d5e1058be',
        to: '48c757948c5ede0e46177b7add2e67155f70e33c07fea8284df6576da70b3719',
      },
    ],
  },
  {
    id: 'lock-development',
    what: 'a crate that only the tests of another need',
    edits: [
      { kind: 'replace', file: 'Cargo.lock', from: 'version = "0.4.3"', to: 'version = "0.4.2"' },
      {
        kind: 'replace',
        file: 'Cargo.lock',
        from: '7f24254aa9a54b5c858eaee2f5bccdb46aaf0e486a595ed5fd8f86ba55232a70',
        to: '644f9158b2f133fd50f5fb3242878846d9eb792e445c893805ff0e3824006e35',
      },
    ],
  },
  {
    id: 'lock-unrelated',
    what: 'a crate that no extension uses',
    edits: [
      { kind: 'replace', file: 'Cargo.lock', from: 'version = "1.0.7"', to: 'version = "1.0.6"' },
      {
        kind: 'replace',
        file: 'Cargo.lock',
        from: '3f9eec918d3f24069decb9af1554cad7c880e2da24a9afd88aca000531ab82c1',
        to: '2fad85553e09a6f881f739c29f0b00b0f01357c743266d478b68951ce23285f3',
      },
    ],
  },
  {
    id: 'lock-of-pyo3',
    what: 'a crate that pyo3 uses',
    edits: [
      {
        kind: 'replace',
        file: 'Cargo.lock',
        from: 'version = "0.2.191"',
        to: 'version = "0.2.190"',
      },
      {
        kind: 'replace',
        file: 'Cargo.lock',
        from: '65cd87c9a6d60536580b316ad985726104730a5151c99845f2490428ef91240a',
        to: 'ce5d3ddc6d3fa000eb1536d85e147bfe31aacaba692ed6a876f95cb7c855be78',
      },
    ],
  },
  {
    id: 'lock-checksum',
    what: 'the checksum of a crate',
    edits: [
      {
        kind: 'replace',
        file: 'Cargo.lock',
        from: '3bd1574e617a9a6c1f8f8181bd7e841e1f20e4277607ef28945765188d6284d4',
        to: '0000000000000000000000000000000000000000000000000000000000000000',
      },
    ],
  },
  {
    id: 'lock-comment',
    what: 'a comment in Cargo.lock',
    edits: [{ kind: 'append', file: 'Cargo.lock', text: '\n# Remark.\n' }],
  },
  {
    id: 'uv-dependency',
    what: 'a distribution that a Python package depends on',
    edits: [
      { kind: 'replace', file: 'uv.lock', from: 'version = "4.16.0"', to: 'version = "4.15.0"' },
      {
        kind: 'replace',
        file: 'uv.lock',
        from:
          'f6/cc/6253133b5bb138fc3306cebfbda2c520f545d36b5be2c7255cc528bb45d6/' +
          'typing_extensions-4.16.0.tar.gz", hash = "sha256:' +
          'dc983d19a509c94dba722ee6abd33940f7c05a89e243c47e907eb4db6f1a43e5',
        to:
          '72/94/1a15dd82efb362ac84269196e94cf00f187f7ed21c242792a923cdb1c61f/' +
          'typing_extensions-4.15.0.tar.gz", hash = "sha256:' +
          '0cea48d173cc12fa28ecabc3b837ea3cf6f38c6d1136f85cbaaf598984861466',
      },
      {
        kind: 'replace',
        file: 'uv.lock',
        from:
          '49/d3/b8441a820a491ddfc024b0b0cf0393375b75ea13866d9c66727e54c2fc80/' +
          'typing_extensions-4.16.0-py3-none-any.whl", hash = "sha256:' +
          '481caa481374e813c1b176ada14e97f1f67a4539ce9cfeb3f350d78d6370c2e8',
        to:
          '18/67/36e9267722cc04a6b9f15c7f3441c2363321a3ea07da7ae0c0707beb2a9c/' +
          'typing_extensions-4.15.0-py3-none-any.whl", hash = "sha256:' +
          'f0fa19c6845758ab08074a0cfa8b7aecb71c999ca73d62883bc25cc018c4e548',
      },
    ],
  },
  {
    id: 'uv-group',
    what: 'a distribution in a group of one project',
    edits: [
      { kind: 'replace', file: 'uv.lock', from: 'version = "1.17.0"', to: 'version = "1.16.0"' },
      {
        kind: 'replace',
        file: 'uv.lock',
        from:
          '94/e7/b2c673351809dca68a0e064b6af791aa332cf192da575fd474ed7d6f16a2/' +
          'six-1.17.0.tar.gz", hash = "sha256:' +
          'ff70335d468e7eb6ec65b95b99d3a2836546063f63acc5171de367e834932a81',
        to:
          '71/39/171f1c67cd00715f190ba0b100d606d440a28c93c7714febeca8b79af85e/' +
          'six-1.16.0.tar.gz", hash = "sha256:' +
          '1e61c37477a1626458e36f7b1d82aa5c9b094fa4802892072e49de9c60c4c926',
      },
      {
        kind: 'replace',
        file: 'uv.lock',
        from:
          'b7/ce/149a00dd41f10bc29e5921b496af8b574d8413afcd5e30dfa0ed46c2cc5e/' +
          'six-1.17.0-py2.py3-none-any.whl", hash = "sha256:' +
          '4721f391ed90541fddacab5acf947aa0d3dc7d27b2e1e8eda2be8970586c3274',
        to:
          'd9/5a/e7c31adbe875f2abbb91bd84cf2dc52d792b5a01506781dbcf25c91daf11/' +
          'six-1.16.0-py2.py3-none-any.whl", hash = "sha256:' +
          '8abb2f1d86890a2dfb989f9a77cfcfd3e47c2a354b01111771326f8aa26e0254',
      },
    ],
  },
  {
    id: 'uv-comment',
    what: 'a comment in uv.lock',
    edits: [{ kind: 'append', file: 'uv.lock', text: '\n# Remark.\n' }],
  },
];
