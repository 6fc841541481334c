"""Why the operating system refused a file, in words for staff."""

import errno

_MISSING = "ファイルを開けません: 見つかりません。名前と場所を確かめてください。"
_FORBIDDEN = (
    "ファイルを開けません: 読む権限がありません。ほかで使っていないか、読んでよいファイルか確かめてください。"
)
_READING = {
    errno.ENOENT: _MISSING,
    errno.ENOTDIR: _MISSING,
    errno.EISDIR: "ファイルではなくフォルダーです。中のファイルを選んでください。",
    errno.EACCES: _FORBIDDEN,
    errno.EPERM: _FORBIDDEN,
    errno.ENAMETOOLONG: "ファイルを開けません: 名前が長すぎます。短い名前に変えてください。",
}
_WRITING = {
    errno.ENOENT: "そのフォルダーがありません",
    errno.ENOTDIR: "そのフォルダーがありません",
    errno.EISDIR: "ファイルではなく、フォルダーです",
    errno.EACCES: "そこに書く許可がありません",
    errno.EPERM: "そこに書く許可がありません",
    errno.EROFS: "そこは読むだけの場所です",
    errno.ENOSPC: "ディスクに空きがありません",
    errno.EDQUOT: "ディスクに空きがありません",
    errno.ENAMETOOLONG: "ファイルの名前が長すぎます",
}
_MAKING = _WRITING | {
    errno.ENOENT: "そこには作れません",
    errno.ENOTDIR: "途中に、フォルダーでないものがあります",
    errno.EEXIST: "同じ名前のファイルがあります",
}


def cannot_read(error: OSError) -> str:
    """Whole sentences: why, and what to do."""
    other = f"ファイルを開けません: 機械の側の都合で読めません({_original(error)})。もう一度試してください。"
    return _READING.get(error.errno or 0, other)


def why_not_written(error: OSError) -> str:
    """A part of a sentence: そのフォルダーがありません"""
    return _WRITING.get(error.errno or 0, f"機械の側の都合で書けません。{_original(error)}")


def why_not_made(error: OSError) -> str:
    """Of a folder; a part of a sentence: 同じ名前のファイルがあります"""
    return _MAKING.get(error.errno or 0, f"機械の側の都合で作れません。{_original(error)}")


def _original(error: OSError) -> str:
    return error.strerror or type(error).__name__
