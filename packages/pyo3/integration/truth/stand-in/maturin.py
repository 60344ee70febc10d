"""Stands in for the real backend: pip keeps an sdist only once it has its metadata."""

import os
import shutil


def get_requires_for_build_wheel(config_settings=None):
    return []


def prepare_metadata_for_build_wheel(folder, config_settings=None):
    with open("PKG-INFO", encoding="utf8") as text:
        lines = text.read().split("\n\n")[0].splitlines()
    fields = dict(line.split(": ", 1) for line in lines if ": " in line)
    name = f"{fields['Name'].replace('-', '_')}-{fields['Version']}.dist-info"
    os.makedirs(os.path.join(folder, name))
    shutil.copy("PKG-INFO", os.path.join(folder, name, "METADATA"))
    return name


def build_wheel(folder, config_settings=None, metadata_directory=None):
    raise NotImplementedError("sdists are only looked at here")
