"""What is measured: the generated package, and others that hold the same values.

Each is given the model's constraints as far as it can express them: types, required
members, lengths, patterns, enums, no unknown member, and that exactly one of
`algorithm_name` and `training_image` is set.
"""

# Annotations are evaluated: pydantic and msgspec read those of classes in functions.

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from importlib import import_module
from importlib.util import find_spec
from typing import Annotated, Any, Self

from .documents import Document

Thunk = Callable[[], Any]
"""Does once what is measured."""


@dataclass(frozen=True)
class Peer:
    """One way to hold a structure. What it cannot do is None."""

    name: str
    note: str
    """What has to be known to judge its figures."""
    refusal: type[Exception] | tuple[type[Exception], ...]
    build: Callable[[Document], Thunk]
    """From plain Python values, nested objects too."""
    rebuild: Callable[[Document], Thunk] | None = None
    """The outermost object alone, from nested objects that are made beforehand."""
    read: Callable[[Document], Thunk] | None = None
    read_tolerant: Callable[[Document], Thunk] | None = None
    write: Callable[[Any], Thunk] | None = None
    """From an object to a document that equals the one it was read from."""
    objects: bool = True
    """Whether it makes objects, to be compared, hashed and weighed."""
    claims: frozenset[str] = frozenset()
    """Which of `build` and `read` are to refuse every fault."""
    words: Mapping[str, str] = field(default_factory=dict)
    """Its own words for what it does, by figure, where they differ from ours."""


@dataclass(frozen=True)
class Classes:
    """The four structures in one library's form; keywords are named alike in all."""

    spec: Any
    metric: Any
    config: Any
    auth: Any
    keeps_lists: bool = False
    """Whether it stores what it is given, and is therefore given tuples."""

    def build(self, document: Document) -> Thunk:
        """Builds everything: calls of classes by keyword are never specialised, so that
        it makes no difference that the libraries share the function that calls them.
        """
        metric, keeps_lists = self.metric, self.keeps_lists
        metrics = [(one["Name"], one["Regex"]) for one in document["MetricDefinitions"]]
        config = self._config_maker(document["TrainingImageConfig"])
        spec = self._spec_maker(document)

        def build() -> Any:
            made = [metric(name=name, regex=regex) for name, regex in metrics]
            return spec(tuple(made) if keeps_lists else made, config())

        return build

    def rebuild(self, document: Document) -> Thunk:
        """Builds the outermost object alone."""
        metrics = [
            self.metric(name=one["Name"], regex=one["Regex"])
            for one in document["MetricDefinitions"]
        ]
        config = self._config_maker(document["TrainingImageConfig"])()
        spec = self._spec_maker(document)
        return lambda: spec(metrics, config)

    def _config_maker(self, document: Document) -> Thunk:
        config, auth = self.config, self.auth
        mode = document["TrainingRepositoryAccessMode"]
        (arn,) = document["TrainingRepositoryAuthConfig"].values()
        return lambda: config(
            training_repository_access_mode=mode,
            training_repository_auth_config=auth(
                training_repository_credentials_provider_arn=arn
            ),
        )

    def _spec_maker(self, document: Document) -> Callable[[Any, Any], Any]:
        spec = self.spec
        image, name = document.get("TrainingImage"), document.get("AlgorithmName")
        mode = document.get("TrainingInputMode")
        series = document["EnableSageMakerMetricsTimeSeries"]
        entrypoint = document["ContainerEntrypoint"]
        arguments = document["ContainerArguments"]
        if self.keeps_lists:
            entrypoint, arguments = tuple(entrypoint), tuple(arguments)
        return lambda metrics, config: spec(
            training_image=image,
            algorithm_name=name,
            training_input_mode=mode,
            metric_definitions=metrics,
            enable_sage_maker_metrics_time_series=series,
            container_entrypoint=entrypoint,
            container_arguments=arguments,
            training_image_config=config,
        )


PROVIDER_ARN = r"arn:[0-9A-Za-z\-]+:lambda:[0-9A-Za-z\-]+:[0-9]{12}:function:[\s\S]*"
"""Of TrainingRepositoryCredentialsProviderArn, without `\\p`, which no peer knows."""

_ARN = r"(?:arn:aws[a-z\-]*:sagemaker:[a-z0-9\-]*:[0-9]{12}:[a-z\-]*\/)?"
ARN_OR_NAME = _ARN + r"[a-zA-Z0-9][a-zA-Z0-9-]{0,62}(?<!-)"
"""Of AlgorithmName."""
ARN_OR_NAME_PLAIN = _ARN + r"[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?"
"""The same language, for an engine that knows no look-behind."""


class InputMode(StrEnum):
    """TrainingInputMode, as the peers have it."""

    PIPE = "Pipe"
    FILE = "File"
    FASTFILE = "FastFile"


class AccessMode(StrEnum):
    """TrainingRepositoryAccessMode, as the peers have it."""

    PLATFORM = "Platform"
    VPC = "Vpc"


def ours(package: str = "aws_shapes") -> Peer:
    """The generated package, or one of another name."""
    shapes = import_module(f"{package}.sagemaker")
    spec = shapes.AlgorithmSpecification
    classes = Classes(
        spec=spec,
        metric=shapes.MetricDefinition,
        config=shapes.TrainingImageConfig,
        auth=shapes.TrainingRepositoryAuthConfig,
    )
    return Peer(
        name="aws_shapes",
        note="checks everything; all violations at once",
        refusal=import_module(package).ShapeValidationError,
        build=classes.build,
        rebuild=classes.rebuild,
        read=lambda document: lambda: spec.from_wire(document),
        read_tolerant=lambda document: lambda: spec.from_wire(document, strict=False),
        write=lambda made: lambda: made.to_wire(),
        claims=frozenset({"build", "read"}),
    )


def plain_dataclass() -> Peer:
    """The standard library's dataclasses, which check nothing: the least that frozen
    objects of a Python class cost.
    """

    @dataclass(frozen=True, slots=True, kw_only=True)
    class Metric:
        name: str
        regex: str

    @dataclass(frozen=True, slots=True, kw_only=True)
    class Auth:
        training_repository_credentials_provider_arn: str

    @dataclass(frozen=True, slots=True, kw_only=True)
    class Config:
        training_repository_access_mode: AccessMode
        training_repository_auth_config: Auth | None = None

    @dataclass(frozen=True, slots=True, kw_only=True)
    class Spec:
        training_image: str | None = None
        algorithm_name: str | None = None
        training_input_mode: InputMode
        metric_definitions: tuple[Metric, ...] | None = None
        enable_sage_maker_metrics_time_series: bool | None = None
        container_entrypoint: tuple[str, ...] | None = None
        container_arguments: tuple[str, ...] | None = None
        training_image_config: Config | None = None

    classes = Classes(Spec, Metric, Config, Auth, keeps_lists=True)
    return Peer(
        name="dataclass",
        note="frozen, with slots, by keyword; checks nothing",
        refusal=ValueError,
        build=classes.build,
    )


def pydantic_models() -> Peer:
    """pydantic's BaseModel, in its fastest setting.

    Its Rust engine knows no look-behind: AlgorithmName's pattern is written as an equal
    one. Enums and tuples are not strict, or they would take no text and no list.
    `mode="json"` gives a document, which the default mode does not.
    """
    pydantic = import_module("pydantic")
    to_pascal = import_module("pydantic.alias_generators").to_pascal
    base: Any = pydantic.BaseModel
    limit = pydantic.Field

    def text(low: int, high: int, pattern: str) -> Any:
        return limit(
            strict=True, min_length=low, max_length=high, pattern=f"^(?:{pattern})$"
        )

    class Base(base):  # type: ignore[misc]
        model_config = pydantic.ConfigDict(
            frozen=True,
            extra="forbid",
            alias_generator=to_pascal,
            validate_by_name=True,
            validate_by_alias=False,
        )

    class Metric(Base):
        name: Annotated[str, text(1, 255, ".+")]
        regex: Annotated[str, text(1, 500, ".+")]

    class Auth(Base):
        training_repository_credentials_provider_arn: Annotated[
            str, text(1, 2048, PROVIDER_ARN)
        ]

    class Config(Base):
        training_repository_access_mode: AccessMode
        training_repository_auth_config: Auth | None = None

    metrics = Annotated[tuple[Metric, ...], limit(max_length=40)]
    line = Annotated[str, text(0, 256, ".*")]
    lines = Annotated[tuple[line, ...], limit(min_length=1, max_length=100)]
    flag = Annotated[bool, limit(strict=True)]

    class Spec(Base):
        training_image: Annotated[str, text(0, 255, ".*")] | None = None
        algorithm_name: Annotated[str, text(1, 170, ARN_OR_NAME_PLAIN)] | None = None
        training_input_mode: InputMode
        metric_definitions: metrics | None = None
        enable_sage_maker_metrics_time_series: flag | None = None
        container_entrypoint: lines | None = None
        container_arguments: lines | None = None
        training_image_config: Config | None = None

        @pydantic.model_validator(mode="after")  # type: ignore[untyped-decorator]
        def exactly_one(self) -> Self:
            if (self.algorithm_name is None) + (self.training_image is None) != 1:
                raise ValueError("exactly one of algorithm_name and training_image")
            return self

    def read(document: Document) -> Thunk:
        return lambda: Spec.model_validate(document, by_alias=True, by_name=False)

    def write(made: Any) -> Thunk:
        return lambda: made.model_dump(mode="json", by_alias=True, exclude_none=True)

    classes = Classes(Spec, Metric, Config, Auth)
    return Peer(
        name="pydantic",
        note=(
            "BaseModel, frozen, extra=forbid, strict texts and booleans, Rust's regex"
            " engine, the rule as a model validator; checks everything; all violations"
            " at once; one way of reading, compared with both of ours"
        ),
        refusal=pydantic.ValidationError,
        build=classes.build,
        rebuild=classes.rebuild,
        read=read,
        read_tolerant=read,
        write=write,
        claims=frozenset({"build", "read"}),
    )


def msgspec_structs() -> Peer:
    """msgspec's Struct, whose constructor converts nothing and checks no type."""
    msgspec = import_module("msgspec")
    struct: Any = msgspec.Struct
    meta = msgspec.Meta

    def text(low: int, high: int, pattern: str) -> Any:
        return meta(min_length=low, max_length=high, pattern=rf"\A(?:{pattern})\Z")

    class Base(  # type: ignore[call-arg]
        struct,  # type: ignore[misc]
        frozen=True,
        forbid_unknown_fields=True,
        omit_defaults=True,
        rename="pascal",
    ):
        pass

    class Metric(Base):
        name: Annotated[str, text(1, 255, ".+")]
        regex: Annotated[str, text(1, 500, ".+")]

    class Auth(Base):
        training_repository_credentials_provider_arn: Annotated[
            str, text(1, 2048, PROVIDER_ARN)
        ]

    class Config(Base):
        training_repository_access_mode: AccessMode
        training_repository_auth_config: Auth | None = None

    metrics = Annotated[tuple[Metric, ...], meta(max_length=40)]
    line = Annotated[str, text(0, 256, ".*")]
    lines = Annotated[tuple[line, ...], meta(min_length=1, max_length=100)]

    class Spec(Base, kw_only=True):  # type: ignore[call-arg]
        training_image: Annotated[str, text(0, 255, ".*")] | None = None
        algorithm_name: Annotated[str, text(1, 170, ARN_OR_NAME)] | None = None
        training_input_mode: InputMode
        metric_definitions: metrics | None = None
        enable_sage_maker_metrics_time_series: bool | None = None
        container_entrypoint: lines | None = None
        container_arguments: lines | None = None
        training_image_config: Config | None = None

        def __post_init__(self) -> None:
            if (self.algorithm_name is None) + (self.training_image is None) != 1:
                raise ValueError("exactly one of algorithm_name and training_image")

    convert, to_builtins = msgspec.convert, msgspec.to_builtins
    return Peer(
        name="msgspec",
        note=(
            "Struct, frozen, forbid_unknown_fields, Python's re, the rule in"
            " __post_init__; the constructor checks the rule alone; reading checks"
            " everything and stops at the first violation"
        ),
        refusal=(msgspec.ValidationError, ValueError),  # the rule raises the latter
        build=Classes(Spec, Metric, Config, Auth, keeps_lists=True).build,
        read=lambda document: lambda: convert(document, Spec),
        write=lambda made: lambda: to_builtins(made),
        claims=frozenset({"read"}),
    )


def botocore_itself(shape_name: str = "AlgorithmSpecification") -> Peer:
    """botocore's validator, serializer and parser, made once; its values are dicts."""
    loader = import_module("botocore.loaders").Loader()
    model = import_module("botocore.model").ServiceModel(
        loader.load_service_model("sagemaker", "service-2"), "sagemaker"
    )
    shape = model.shape_for(shape_name)
    validator = import_module("botocore.validate").ParamValidator()
    refusal = import_module("botocore.exceptions").ParamValidationError
    serialize = import_module("botocore.serialize").JSONSerializer()._serialize
    parse = import_module("botocore.parsers").JSONParser()._parse_shape

    def build(document: Document) -> Thunk:
        def validate() -> None:
            report = validator.validate(document, shape)
            if report.has_errors():
                raise refusal(report=report.generate_report())

        return validate

    def write(values: Any) -> Thunk:
        def serialized() -> Document:
            body: Document = {}
            serialize(body, values, shape)
            return body

        return serialized

    def read(document: Document) -> Thunk:
        return lambda: parse(shape, document)

    return Peer(
        name="botocore",
        note=(
            "ParamValidator, JSONSerializer and JSONParser on dicts, without request"
            " and JSON text; validates types, required and unknown members and minima;"
            " parsing checks nothing"
        ),
        refusal=refusal,
        build=build,
        read=read,
        read_tolerant=read,
        write=write,
        objects=False,
        words={
            "construct": "validate",
            "from_wire strict": "parse",
            "from_wire tolerant": "parse",
            "to_wire": "serialize",
        },
    )


PEERS: dict[str, Callable[[], Peer]] = {
    "dataclass": plain_dataclass,
    "pydantic": pydantic_models,
    "msgspec": msgspec_structs,
    "botocore": botocore_itself,
}
"""By name; each but the first needs the package of its name."""


def installed() -> list[str]:
    """The names of the peers that can be measured here."""
    return [name for name in PEERS if name == "dataclass" or find_spec(name)]
