"""Acts and commands are registered under their official names, each name once."""

import pytest

from operis.core.acts import Act, Command, Outside, act_class, act_classes, commands
from operis.core.fields import record, walk
from operis.dockets.file.acts import FileEntered
from operis.dockets.file.commands import EnterFile, ImposeBar, ReviewFile


def test_commands_are_found_by_the_kind_of_their_docket() -> None:
    assert commands("file") == {"enter-file": EnterFile, "impose-bar": ImposeBar, "review-file": ReviewFile}
    assert commands("nothing") == {}


def test_an_act_is_found_by_kind_and_version() -> None:
    assert act_class("file-entered", 1) is FileEntered
    with pytest.raises(KeyError):
        act_class("file-entered", 2)
    assert [(cls.kind, cls.version) for cls in act_classes()] == sorted((cls.kind, cls.version) for cls in act_classes())


def test_two_classes_of_one_name_are_a_mistake_of_ours() -> None:
    with pytest.raises(TypeError, match=r"is both FileEntered and .*Impostor"):

        @record
        class Impostor(Act):
            kind, version = "file-entered", 1

    with pytest.raises(TypeError, match=r"is both EnterFile and .*Imposter"):

        @record
        class Imposter(Command):
            slug, docket_kind = "enter-file", "file"


def test_a_class_without_a_name_is_no_kind() -> None:
    before = act_classes()

    @record
    class Nameless(Act):
        pass

    assert act_classes() == before
    assert list(walk(Nameless)) == ["late_reason"]
    assert list(walk(Outside)) == ["medium", "on", "number", "link", "scan"]
