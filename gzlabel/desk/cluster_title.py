"""What a cluster is called on the screen."""

from gzlabel.desk.language import translated

_BY_NUMBER = "cluster "


def cluster_title(name: str) -> str:
    """The name that a person gave it; a number's word in the user's language."""
    number = name.removeprefix(_BY_NUMBER)
    if number != name and number.isdigit():
        return translated("cluster {0}").format(number)
    return name
