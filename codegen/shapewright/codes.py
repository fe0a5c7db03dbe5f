"""Every code that a message can have, and what it means.

`docs/errors.md` is made of this list, and the collector takes no other code.
"""

from __future__ import annotations

from typing import NamedTuple

STRICT = "strict"


class Code(NamedTuple):
    """A kind of message."""

    severity: str
    """`error`, `warning`, or `strict`: an error under `--strict-model`."""
    meaning: str
    example: str
    """What a message says, after its place."""
    mend: str
    """What to do, where the message's own hint needs more words."""


_C = {
    "C100": Code(
        "error",
        "The command was used in a way that it does not have.",
        "--service needs --out",
        "`shapewright COMMAND --help` lists the options.",
    ),
    "C101": Code(
        "error",
        "A configuration or overlay cannot be read, or is no file.",
        "cannot be read: Permission denied",
        "Correct the path or the file's rights.",
    ),
    "C102": Code(
        "error",
        "A configuration or overlay is no TOML.",
        "is no TOML: Expected '=' after a key (at line 3, column 7)",
        "Correct the line that is named.",
    ),
    "C110": Code(
        "error",
        "A key of `[tool.shapewright]` is unknown, missing or of the wrong kind.",
        "must be a list of texts",
        "The README lists all keys.",
    ),
    "C111": Code(
        "error",
        "An entry of an overlay has an unknown key, lacks one, or has a wrong value.",
        "must have one of exactly_one_of, at_most_one_of, at_least_one_of,"
        " all_or_none_of, requires",
        "The README lists the entries and what each has.",
    ),
    "C112": Code(
        "error",
        "Two services of one package would have the same folder.",
        "is the folder of two services",
        "Put one of them into a package of its own.",
    ),
    "C121": Code(
        "error",
        "A name that is selected is no shape or operation of the service.",
        "is no shape of sagemaker 2017-07-24: did you mean AlgorithmSpecification?",
        "`shapewright list shapes --service NAME` lists them.",
    ),
    "C122": Code(
        "error",
        "A shape that is selected becomes no class: a list, a map, a string.",
        "is no structure, union or enum, and becomes no class",
        "Name a structure that holds it.",
    ),
    "C123": Code(
        "error",
        "The installed botocore has no such service.",
        "is no service of botocore 1.44.8: did you mean lex-models?",
        "`shapewright list services` lists them.",
    ),
    "C124": Code(
        "error",
        "The service has no such API version.",
        "is no API version of cloudfront: botocore 1.44.8 has 2020-05-31",
        "Name one that it has, or none for the latest.",
    ),
    "C125": Code(
        "error",
        "`checks` names what is no shape and no member.",
        "is no shape and no member of s3: did you mean Tag$Key?",
        "Write `Shape` or `Shape$Member`.",
    ),
    "C126": Code(
        "error",
        "An entry of your overlay is about a shape that the model does not have.",
        "is no shape of the model: did you mean TagKey?",
        "Correct the name, or remove the entry.",
    ),
    "C127": Code(
        "error",
        "A model that is given by its path is no file.",
        "is no file: name a service-2.json",
        "Correct the path.",
    ),
    "C128": Code(
        "error",
        "An entry of your overlay is about a member that the model does not have, or"
        " that boto3 does not rewrite so.",
        "is no member of the model: did you mean Key?",
        "Correct the name, or remove the entry.",
    ),
    "C129": Code(
        "error",
        "The model's documentation does not have the sentence that a rule of your"
        " overlay gives as its evidence.",
        "the documentation of the shape and of the rule's members does not have the"
        " rule's evidence: 'Specify either'",
        "Quote a sentence of the documentation.",
    ),
    "C130": Code(
        "error",
        "What is selected holds no structure, union or enum.",
        "nothing that is selected becomes a class",
        "Select more.",
    ),
    "C131": Code(
        "error",
        "A template of yours cannot be read, ends in an error, or writes no Python.",
        "UndefinedError: 'module' has no attribute 'nam'",
        "Mend the template; docs/templates.md says what it gets.",
    ),
    "C132": Code(
        "error",
        "`templates` is no folder.",
        "is no folder: name one with templates",
        "Correct the path.",
    ),
    "C133": Code(
        "error",
        "A key that is about one service stands under `*`.",
        "is about one service: name that service beside `*`",
        "Give that service a table of its own.",
    ),
    "C134": Code(
        "warning",
        "An entry of your overlay corrects what the model does not say.",
        "[[pattern]] is not used: the model has another one",
        "Mend or remove the entry: the model may have been mended.",
    ),
    "C135": Code(
        "error",
        "A pattern of your overlay cannot be enforced.",
        "the pattern `(a)\\1` cannot be enforced: a reference to a group",
        "Write it otherwise, or leave `enforced` out.",
    ),
}

_M = {
    "M101": Code(
        "error",
        "A model cannot be read.",
        "cannot be read: Permission denied",
        "Correct the path or its rights, or install botocore again.",
    ),
    "M102": Code(
        "error",
        "A model is no JSON object, or is nested too deeply.",
        "is no JSON: Expecting value: line 1 column 1 (char 0)",
        "Correct the file, or install botocore again.",
    ),
    "M103": Code(
        "error",
        "A key stands twice in one object, of which JSON keeps one.",
        "the key 'members' stands twice in one object",
        "Remove one of them.",
    ),
    "M104": Code(
        "error",
        "A shape has a type that is not known.",
        "has the unknown type 'tuple'",
        "A newer shapewright may know it.",
    ),
    "M105": Code(
        "error",
        "A least length or number is above the greatest.",
        "min 3 is more than max 2",
        "Correct them in an overlay.",
    ),
    "M106": Code(
        "error",
        "A bound is no whole number of 64 bits, or a length below 0.",
        "min is -1, but a length is 0 or more",
        "Correct the model.",
    ),
    "M107": Code(
        "error",
        "A structure requires what is none of its members.",
        "requires 'Nane', which is none of its members",
        "Correct the model.",
    ),
    "M108": Code(
        "error",
        "A key of the model has a value of the wrong kind.",
        "'required' must be a list of texts",
        "Correct the model.",
    ),
    "M109": Code(
        "error",
        "A key of the model is missing or empty.",
        "lacks the key 'shape'",
        "Correct the model.",
    ),
    "M110": Code(
        "error",
        "The service speaks no protocol that is known.",
        "speaks no protocol that is known: soap",
        "A newer shapewright may know it.",
    ),
    "M111": Code(
        "error",
        "A member refers to a shape that the model does not have.",
        "refers to 'Tga', which is no shape of the model",
        "Correct the name, or the entry of an overlay that gave it.",
    ),
    "M112": Code(
        "error",
        "Lists and maps hold each other, and no structure is between them.",
        "is a loop of lists and maps only: A → B → A",
        "No value of it would end. Correct the model.",
    ),
    "M113": Code(
        "error",
        "The keys of a map are neither strings nor enums.",
        "'Count' is no string",
        "Correct the model.",
    ),
    "M114": Code(
        "error",
        "An enum has no values, or is of no string.",
        "is an enum without values",
        "Correct the model.",
    ),
    "M115": Code(
        "error",
        "Lists and maps are nested too deeply in each other.",
        "nests more than 100 lists and maps in each other",
        "Correct the model.",
    ),
    "M116": Code(
        "error",
        "A member lists values itself, and the enum of them would have a shape's name.",
        "has an enum that would be 'TagKey': rename",
        "Rename one of them in the model.",
    ),
    "M120": Code(
        "strict",
        "The model has a key that this shapewright does not know; it is left out.",
        "the key 'newTrait' of a shape is not known",
        "A newer shapewright may know it.",
    ),
    "M130": Code(
        "strict",
        "A rule of ours is left out: the documentation no longer has its evidence.",
        "the documentation of the shape and of the rule's members does not have the"
        " rule's evidence: 'You must specify either'",
        "Nothing; please report it.",
    ),
    "M131": Code(
        "strict",
        "A rule of ours is left out: this model does not have its members.",
        "a rule names TrainingImage, which the model does not have",
        "Nothing, for an older API version; else please report it.",
    ),
    "M132": Code(
        "strict",
        "What boto3 rewrites is not told: this model does not have it.",
        "the form 'document' does not fit this member",
        "Nothing, for an older API version; else please report it.",
    ),
    "M140": Code(
        "error",
        "Two shapes, operations or waiters have one name in Python.",
        "their name in Python is the same, 'Tag_'",
        "Select one of them, or rename one in the model.",
    ),
    "M141": Code(
        "error",
        "Two members of a structure, or values of an enum, have one name in Python.",
        "2 of its members are called 'n1' in Python",
        "Rename one of them in the model.",
    ),
    "M142": Code(
        "error",
        "Two members of a structure have one name on the wire.",
        "A and B are both called 'a' on the wire",
        "Correct their `locationName`.",
    ),
    "M201": Code(
        "warning",
        "A pattern is not enforced: Python's `re` cannot say it, or no text matches.",
        "the pattern `a$b` is not enforced: no text matches it",
        "Nothing; values are not checked against it.",
    ),
}

_O = {
    "O101": Code(
        "error",
        "Another run is writing the same package.",
        "another run is writing here: wait for it",
        "Run it again.",
    ),
    "O102": Code(
        "error", "The run was interrupted.", "interrupted", "Run it again: it heals."
    ),
    "O110": Code(
        "error",
        "The disk refuses: no rights, no room, a name that is too long.",
        "cannot be written: No space left on device",
        "The package is the old one or the new one; mend the disk and run it again.",
    ),
    "O111": Code(
        "error",
        "A mount point is in the package's folder, which is replaced as a whole.",
        "is a mount point, and the package's folder is replaced as a whole",
        "Unmount it, or mount the folder above the package.",
    ),
    "O112": Code(
        "error",
        "The process's own surroundings are at fault: its folder, its output.",
        "the current folder: cannot be used: No such file or directory",
        "Start it elsewhere, or let its output be written.",
    ),
    "O120": Code(
        "error",
        "A generated file was edited by hand.",
        "was edited by hand: move it away, or overwrite it with --force",
        "Move your change to a template or an overlay.",
    ),
    "O121": Code(
        "error",
        "A file that we did not write is where one of ours must be.",
        "is a foreign file in the way: move it away, or overwrite it with --force",
        "Move it away, or name another output.",
    ),
    "O122": Code(
        "error",
        "The manifest is missing or broken, so nobody knows which files are ours.",
        "is missing or broken, and without it nobody knows whether 3 files that differ"
        " were edited",
        "Bring it back, or overwrite them with `--force`.",
    ),
    "O130": Code(
        "error",
        "A worker has other files than this machine.",
        "was compiled by a worker whose botocore, shapewright, black, Python or own"
        " files are not this machine's",
        "Give workers the same environment.",
    ),
    "O131": Code(
        "error",
        "An executor of interpreters was given.",
        "cannot be used: black does not load in a second interpreter",
        "Give an executor of threads or processes.",
    ),
    "O132": Code(
        "error",
        "A script asks for processes whenever it is imported, which they do.",
        "asks for processes whenever it is imported, also by these processes",
        'Put what it does under `if __name__ == "__main__":`.',
    ),
    "O140": Code(
        "warning",
        "Somebody made or changed a file in the package while a run wrote.",
        "was made or changed while a run wrote: it was kept",
        "Look at it.",
    ),
    "O141": Code(
        "warning",
        "What an earlier run left could not be removed, and was put aside.",
        "is left of an earlier run: x.py: Permission denied",
        "Remove it; nothing needs it.",
    ),
    "O150": Code(
        "warning",
        "Others can write the cache, so it is not used.",
        "is not used as a cache: others can write it",
        "Make it yours alone, or name another in `SHAPEWRIGHT_CACHE_DIR`.",
    ),
    "O151": Code(
        "warning",
        "An entry of the cache is damaged or cannot be read; it is compiled anew.",
        "is not used: it is damaged: delete it",
        "Delete it.",
    ),
    "O152": Code(
        "warning",
        "There is no cache: this user has no home.",
        "there is none: this user has no home",
        "Name a folder in `SHAPEWRIGHT_CACHE_DIR`, or say `--no-cache`.",
    ),
    "O153": Code(
        "warning",
        "The cache cannot be written.",
        "is not used as a cache: No space left on device",
        "Name another in `SHAPEWRIGHT_CACHE_DIR`, or say `--no-cache`.",
    ),
    "O199": Code(
        "error",
        "shapewright has a bug.",
        "has a bug: KeyError: 'x'",
        "Please report it with what `--debug` shows.",
    ),
}

CODES = {**_C, **_M, **_O}
"""`C…` configuration and use, `M…` the model, `O…` the output."""
