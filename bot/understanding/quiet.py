"""What Rasa prints: real problems, and nothing that a parent wrote."""

import logging
import warnings
from typing import Any

_make_record = logging.getLogRecordFactory()


def install() -> None:
    """Before Rasa is imported. Rasa 3.6 is frozen on libraries that warn about their own age: those warnings
    go, UserWarning (Rasa's own, about our data) stays. Tracebacks become one line, because an exception
    in Rasa may quote the whole request with the parent's words. `LOG_LEVEL` is Rasa's own setting."""
    shown = warnings.showwarning

    def show(message: Any, category: type[Warning], *where: Any, **more: Any) -> None:
        if not issubclass(category, (DeprecationWarning, PendingDeprecationWarning, FutureWarning)):
            shown(message, category, *where, **more)

    warnings.showwarning = show
    logging.setLogRecordFactory(without_traceback)


def without_traceback(*args: Any, **kwargs: Any) -> logging.LogRecord:
    """A log record that names the exception and its place instead of printing it."""
    record = _make_record(*args, **kwargs)
    if isinstance(record.exc_info, tuple) and record.exc_info[1] is not None:
        record.msg, record.args = f"{record.getMessage()} ({describe(record.exc_info[1])})", ()
        record.exc_info = record.exc_text = None
    return record


def describe(error: BaseException) -> str:
    """`ValueError at file.py:12`: the type and the place, never the message."""
    trace = error.__traceback__
    while trace and trace.tb_next:
        trace = trace.tb_next
    place = f" at {trace.tb_frame.f_code.co_filename}:{trace.tb_lineno}" if trace else ""
    return type(error).__name__ + place
