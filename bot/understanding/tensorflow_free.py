"""Rasa without TensorFlow's weight, for pipelines that use no TensorFlow component.

Rasa imports TensorFlow (about 2/3 of its start-up and 400 MB) for DIET, TED and ResponseSelector even
when config.yml names none of them. `install()` puts placeholders in its place before Rasa is imported;
Rasa itself is not changed. Making an instance of a TensorFlow-based class then raises an error that says
so. Plain `rasa train` still uses the real TensorFlow.
"""

import importlib.abc
import importlib.machinery
import sys
from types import ModuleType
from typing import Any

_ABSENT = ("tensorflow", "tensorflow_addons", "tensorflow_hub", "tensorflow_text", "keras")


class Absent(type):
    """A class standing for anything below an absent module: base class, decorator, constant."""

    def __getattr__(cls, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        return Absent(name, (), {"__module__": cls.__module__})

    def __call__(cls, *args: Any, **kwargs: Any) -> Any:
        if cls.__module__.split(".")[0] not in _ABSENT:
            raise RuntimeError(f"{cls.__name__} needs TensorFlow, which this launcher leaves out")
        if len(args) == 1 and not kwargs and callable(args[0]) and not isinstance(args[0], Absent):
            return args[0]
        return cls

    def __or__(cls, other: Any) -> Any:
        return cls

    __ror__ = __or__

    def __getitem__(cls, item: Any) -> Any:
        return cls

    def __len__(cls) -> int:
        return 0  # spaCy counts TensorFlow's graphics cards

    def __bool__(cls) -> bool:
        return True


class _AbsentModule(ModuleType):
    __path__: list[str] = []

    def __getattr__(self, name: str) -> Any:
        if name == "__version__":
            return "2.12.0"
        if name.startswith("__"):
            raise AttributeError(name)
        return Absent(name, (), {"__module__": self.__name__})


class _Finder(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    def find_spec(self, name: str, path: Any = None, target: Any = None) -> Any:
        if name.split(".")[0] in _ABSENT:
            return importlib.machinery.ModuleSpec(name, self, is_package=True)
        return None

    def create_module(self, spec: importlib.machinery.ModuleSpec) -> ModuleType:
        return _AbsentModule(spec.name)

    def exec_module(self, module: ModuleType) -> None:
        pass


def install() -> None:
    if "tensorflow" in sys.modules:
        raise RuntimeError("install() must come before TensorFlow is imported")
    sys.meta_path.insert(0, _Finder())
