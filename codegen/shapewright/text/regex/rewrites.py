r"""Patterns that take long and that no rule rewrites, and equal ones that do not.

What stands on the right matches the same texts; where a length is given, of no more
characters than that. Tests prove it by automata, which know of look-arounds and
atomic groups, and ask `re` itself about all short texts and about random ones.
"""

from __future__ import annotations

from typing import NamedTuple


class Rewrite(NamedTuple):
    """What to put in a pattern's place.

    Attributes:
        text: In the dialect of `re`.
        longest: Up to which length of the whole text the two are equal.
    """

    text: str
    longest: int | None = None


_WORD = r"[A-Za-z0-9-_=]"
_NO_WORD = r"[^A-Za-z0-9\-_=\n]"
_HEADER = r"\t*[\x20-\x7E][\t\x20-\x7E]*"
_ROLE = r"(?:[^/][!-~]+/(?:[^!-~][!-~]+/){0,510})?[A-Za-z0-9_+=,.@-]{1,64}"
_PARTITION = r"(aws|aws-cn|aws-iso|aws-iso-[a-z]{1}|aws-us-gov)"
_URL_PATH = r"(?:/[^@\s]*|/(?>[^@\s]*\?)[^*\s]+\*?|\?[^*\s]+\*?)?"
_HOST = r"[\w%._\-\+~#=@]"
_ECR_PATH = r"[a-z0-9]+(?:(?:\.|__|_|-+)[a-z0-9]+)*"

_ECR_IMAGE = r"[a-z0-9]+(?:[._-][a-z0-9]+)*"
_ECR_HOST = r"[0-9]{12}.dkr.ecr.[a-z\-]+-[0-9]{1}.amazonaws.com\/"
_ECR_TAG = r"(:([\w\d+\-=._:\/@])+|@([\w\d\:]+))?"
_PIPELINE = r"arn:aws[a-z\-]*:sagemaker:[a-z0-9\-]*:([0-9]{12}|aws):pipeline/"
_NAME = r"[a-zA-Z0-9](-*[a-zA-Z0-9]){0,255}"
_WELL_KNOWN = r"/\.well-known/(openid-configuration|oauth-authorization-server)"

_ANYTHING = r"[\s\S]*"


def _with_query(path: str, end: str, shortest: str) -> tuple[str, Rewrite]:
    """A URL of a kind of file, and perhaps a query: which of several ``?`` begins it?

    Whatever stands there to be a query is read up to what is wrong with it. No sign
    before that begins one, so the next one is looked for from there.

    Args:
        path: What stands before the file's ending.
        end: The ending.
        shortest: As much of the ending as `path` cannot take.
    """
    query = r"([^&=]+=[^&]+&)*[^&=]+=[^&]+"
    begin = rf"(?:(?!{shortest}\?).)*{shortest}\?"
    wrong = rf"{begin}(?:[^&=\n]+=[^&\n]+&)*(?:=|[^&=\n]*&|[^&=\n]+=&)"
    return rf"^((s3://{path}{end})|(https?://{path}{end}(\?{query})?))$", Rewrite(
        rf"(?:s3|https?)://.*{shortest}|https?://(?:{wrong})*{begin}{query}"
    )


_FILES = (
    "ttf",
    "cube|CUBE",
    "xml|XML",
    "bmp|BMP|png|PNG",
    "bmp|BMP|png|PNG|tga|TGA",
    "scc|SCC|ttml|TTML|dfxp|DFXP|stl|STL|srt|SRT|xml|XML|smi|SMI|vtt|VTT|webvtt|WEBVTT",
)

REWRITES = {
    # a dot beside what it does not match
    r"(.*[\n\r\t\f\ ]?)*": Rewrite(_ANYTHING),
    r".*(?:[ \r\n\t].*)*": Rewrite(_ANYTHING),
    # a dot that means any character, between runs that it may be part of
    r"v\d+.\d+": Rewrite(r"v(?:\d{3,}|\d+[^\d\n]\d+)"),
    r"^[1-9]+.[0-9]+": Rewrite(r"[1-9](?:[0-9]{2,}|[1-9]*[^1-9\n][0-9]+)"),
    r"[0-9]+(.[0-9]+)": Rewrite(r"[0-9]{3,}|[0-9]+[^0-9\n][0-9]+"),
    r"\$\{(\w+.)+\w+\}": Rewrite(r"\$\{(?:\w{3,}|\w+(?:[^\w\n]\w+)+)\}"),
    f"{_WORD}+.{_WORD}+.{_WORD}+": Rewrite(
        f"{_WORD}{{5,}}|{_WORD}+{_NO_WORD}{_WORD}{{3,}}|{_WORD}{{3,}}{_NO_WORD}{_WORD}+"
        f"|{_WORD}+{_NO_WORD}{_WORD}+{_NO_WORD}{_WORD}+"
    ),
    r"https://aps-workspaces.([a-z]{2}-[a-z-]{1,20}-[1-9]).amazonaws"
    r"(.[0-9A-Za-z]{2,4})+/workspaces/[-_.0-9A-Za-z]{1,100}/api/v1/remote_write": (
        Rewrite(
            r"https://aps-workspaces.([a-z]{2}-[a-z-]{1,20}-[1-9]).amazonaws"
            r".[0-9A-Za-z]{2,}(?:[^0-9A-Za-z\n][0-9A-Za-z]{2,})*"
            r"/workspaces/[-_.0-9A-Za-z]{1,100}/api/v1/remote_write"
        )
    ),
    # blanks that match inside the runs between them as well
    r"^[ \t]*[\x20-\x7E]+([ \t]+[\x20-\x7E]+)*[ \t]*$": Rewrite(_HEADER),
    r"([ \t]*[\x20-\x7E]+([ \t]+[\x20-\x7E]+)*[ \t]*|\{%[\s\S]+?%\})": Rewrite(
        rf"{_HEADER}|\{{%[\s\S]+?%\}}"
    ),
    r"[ \t]*[\x20-\x7E]+([ \t]+[\x20-\x7E]+)*[ \t]*|(\$(\.[\w/_-]+(\[(\d+|\*)\])*)*)": (
        Rewrite(rf"{_HEADER}|(\$(\.[\w/_-]+(\[(\d+|\*)\])*)*)")
    ),
    r"^[ \t]*[^\x00-\x1F:\x7F]+([ \t]+[^\x00-\x1F:\x7F]+)*[ \t]*$": Rewrite(
        r"\t*[^\x00-\x1F:\x7F][^\x00-\x08\x0A-\x1F:\x7F]*"
    ),
    # counted rounds, into which any text can be cut
    r"[a-z](?:-?[a-z0-9]+){0,15}": Rewrite(
        r"[a-z](?:[a-z0-9]+(?:-[a-z0-9]+){0,14}|(?:-[a-z0-9]+){0,15})"
    ),
    r"https://([.\-_a-zA-Z0-9]+/?){3,1016}": Rewrite(
        r"https://([.\-_a-zA-Z0-9]/?){3,}", longest=1024
    ),
    r"[a-zA-Z0-9]{1,63}(-*[a-zA-Z0-9\+\-\.]){0,63}": Rewrite(
        r"[a-zA-Z0-9][a-zA-Z0-9+\-.]*", longest=63
    ),
    rf"arn:{_PARTITION}:iam::[0-9]{{12}}:role/(([^/][!-~]+/){{1,511}})?"
    r"[A-Za-z0-9_+=,.@-]{1,64}": Rewrite(
        rf"arn:{_PARTITION}:iam::[0-9]{{12}}:role/{_ROLE}"
    ),
    rf"^arn:{_PARTITION}:iam::[0-9]{{12}}:role/(([^/][!-~]+/){{1,511}})?"
    r"[A-Za-z0-9_+=,.@-]{1,64}$": Rewrite(
        rf"arn:{_PARTITION}:iam::[0-9]{{12}}:role/{_ROLE}"
    ),
    # several positions where a part may begin or end, of which one will do
    r"arn:(.+:){2,4}.+$|^arn:(.+:){1,3}.+\/.+": Rewrite(
        r"arn:(?>.+?:)(?>.+?:).+|arn:(?>.+?:)(?>.+?/).+"
    ),
    r"[\s\S]*[{\[].*[}\]]\s*": Rewrite(r"(?>[\s\S]*[{\[]).*[}\]]\s*"),
    r"^s3[an]?://[a-z0-9][\.\-a-z0-9]{1,61}[a-z0-9](/[^/].*)+$": Rewrite(
        r"s3[an]?://[a-z0-9][\.\-a-z0-9]{1,61}[a-z0-9]/[^/](?:.|(?<=/)\n)*"
    ),
    r".*(?:(?:\d|[01]?\d\d|2[0-4]\d|25[0-5])\.){3}"
    r"(?:25[0-5]|2[0-4]\d|[01]?\d\d|\d)(?:/\d{1,2})?.*": Rewrite(
        r"(?>.*?(?:(?:\d|[01]?\d\d|2[0-4]\d|25[0-5])\.){3}\d).*"
    ),
    r"^(https?:\/\/)?(www\.)?[a-zA-Z0-9-_]+([\.]+[a-zA-Z]+)+[\/\w]*$": Rewrite(
        r"(https?://)?(www\.)?[a-zA-Z0-9-_]+(?:\.+[a-zA-Z]+)*\.+[a-zA-Z][/\w]*"
    ),
    r"((\d{12}\.dkr\.ecr\.[a-z0-9-]+\.[a-z.]+)"
    r"|public\.ecr\.aws/[a-z][a-z0-9]+([._-][a-z0-9]+)*)"
    r"/[a-z0-9]+((\.||__|_|-+)[a-z0-9]+)*(/[a-z0-9]+((\.||__|_|-+)[a-z0-9]+)*)*"
    r"(:[a-zA-Z0-9._-]+|@sha256:[a-f0-9]{64})?": Rewrite(
        r"((\d{12}\.dkr\.ecr\.[a-z0-9-]+\.[a-z.]+)"
        r"|public\.ecr\.aws/[a-z][a-z0-9]+([._-][a-z0-9]+)*)"
        rf"/{_ECR_PATH}(/{_ECR_PATH})*(:[a-zA-Z0-9._-]+|@sha256:[a-f0-9]{{64}})?"
    ),
    r"((([a-zA-Z][a-zA-Z0-9+.-]*):\/\/(\*|[\w%._\-\+~#=@]+)?(\/[^@\s]*)?"
    r"(?:\?([^*\s]+(?:\*?)))?)|(\*|[\w%._\-\+~#=@]+\.[\w%._\-\+~#=@]+)(?::(\d{1,5}))?"
    r"(\/[^@\s]*)?(?:\?([^*\s]+(?:\*?)))?|(([a-zA-Z][a-zA-Z0-9+.-]*):(\/\/)?\*))": (
        Rewrite(
            rf"[a-zA-Z][a-zA-Z0-9+.-]*://(?:\*|{_HOST}+)?{_URL_PATH}"
            rf"|(?:\*|(?>{_HOST}+?\.){_HOST}+)(?::\d{{1,5}})?{_URL_PATH}"
            r"|[a-zA-Z][a-zA-Z0-9+.-]*:(?://)?\*"
        )
    ),
    rf"({_PIPELINE}.*)?({_NAME})": Rewrite(rf"{_PIPELINE}.*[a-zA-Z0-9]|{_NAME}"),
    rf"({_ECR_HOST}((?:{_ECR_IMAGE}\/)*{_ECR_IMAGE}){_ECR_TAG})"
    rf"|(^public\.ecr\.aws\/.+\/((?:{_ECR_IMAGE}\/)*{_ECR_IMAGE}){_ECR_TAG})": Rewrite(
        rf"{_ECR_HOST}((?:{_ECR_IMAGE}\/)*{_ECR_IMAGE}){_ECR_TAG}"
        rf"|public\.ecr\.aws\/.+\/{_ECR_IMAGE}{_ECR_TAG}"
    ),
    rf"[^\s?#]+{_WELL_KNOWN}(/[^\s?#]+)?": Rewrite(
        rf"[^\s?#]+{_WELL_KNOWN}|(?>[^\s?#]+{_WELL_KNOWN}/[^\s?#])[^\s?#]*"
    ),
    r"(https://[a-zA-Z\.\*0-9\-_]+[\.]{1}[a-zA-Z]{1,}[a-zA-Z0-9&?/-_=]*[a-zA-Z\*0-9/]+"
    r"|http[s]*://localhost(:[0-9]{1,5})?)": Rewrite(
        r"https://[a-zA-Z\.\*0-9\-_]+\.[a-zA-Z][a-zA-Z0-9&?/-_=]*"
        r"(?:[a-zA-Z0-9/]|\*[a-zA-Z\*0-9/]*)|https*://localhost(:[0-9]{1,5})?"
    ),
    r"[a-zA-Z0-9!-~]+([a-zA-Z0-9!-~ ]*[a-zA-Z0-9!-~]+)*": Rewrite(
        r"[!-~](?:[ -~]*[!-~])?"
    ),
    # several positions where a query may begin
    **dict([_with_query("(.*?)", rf"\.({one})", rf"\.(?:{one})") for one in _FILES]),
    **dict([_with_query("(.*)", r"(\.mov|[0-9]+\.png)", r"(?:\.mov|[0-9]\.png)")]),
}
