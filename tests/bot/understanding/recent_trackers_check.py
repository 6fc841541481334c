"""Run by test_recent_trackers.py in Rasa's environment. Each check is a function; a failing one raises."""

import asyncio
import sys

from bot.understanding import tensorflow_free

tensorflow_free.install()

from rasa.shared.core.domain import Domain  # noqa: E402
from rasa.shared.core.events import SlotSet, UserUttered  # noqa: E402
from rasa.shared.core.trackers import DialogueStateTracker  # noqa: E402

from bot.understanding import tracker_store  # noqa: E402
from bot.understanding.tracker_store import RecentTrackers  # noqa: E402


class Clock:
    now = 1000.0

    def monotonic(self) -> float:
        return self.now


def store(**options: int) -> RecentTrackers:
    return RecentTrackers(Domain.load("bot/domain"), **options)


async def add(trackers: RecentTrackers, sender: str) -> DialogueStateTracker:
    tracker = await trackers.get_or_create_tracker(sender, append_action_listen=False)
    tracker.update(UserUttered("預けたい"))
    await trackers.save(tracker)
    return tracker


async def keeps_and_gives_back() -> None:
    trackers = store()
    await add(trackers, "a")
    found = await trackers.retrieve("a")
    assert found is not None
    assert found.latest_message.text == "預けたい"
    assert await trackers.retrieve("b") is None
    assert await trackers.exists("a")


async def is_bounded() -> None:
    trackers = store(max_conversations=3)
    for sender in "abcd":
        await add(trackers, sender)
    assert await trackers.keys() == ["b", "c", "d"]


async def the_one_that_talks_stays() -> None:
    trackers = store(max_conversations=3)
    for sender in "abcad":
        await add(trackers, sender)
    assert await trackers.keys() == ["c", "a", "d"]


async def idle_ones_are_forgotten() -> None:
    clock = Clock()
    tracker_store.time = clock
    trackers = store(idle_seconds=60)
    await add(trackers, "a")
    clock.now += 30
    await add(trackers, "b")
    clock.now += 31
    await add(trackers, "c")
    assert await trackers.keys() == ["b", "c"]


async def an_idle_one_is_not_given_back_even_when_nobody_else_talks() -> None:
    clock = Clock()
    tracker_store.time = clock
    trackers = store(idle_seconds=60)
    await add(trackers, "a")
    clock.now += 61
    assert await trackers.retrieve("a") is None


async def what_is_given_back_is_a_copy() -> None:
    trackers = store()
    await add(trackers, "a")
    one = await trackers.retrieve("a")
    one.update(SlotSet("district", "駅前"))
    other = await trackers.retrieve("a")
    assert other.get_slot("district") is None
    assert len(other.events) == len(one.events) - 1


async def can_be_deleted() -> None:
    trackers = store()
    await add(trackers, "a")
    await trackers.delete("a")
    await trackers.delete("never there")
    assert await trackers.retrieve("a") is None


async def keeps_only_so_many_events() -> None:
    trackers = store(max_event_history=5)
    for _ in range(20):
        await add(trackers, "a")
    assert 0 < len((await trackers.retrieve("a")).events) <= 5


CHECKS = [
    keeps_and_gives_back,
    is_bounded,
    the_one_that_talks_stays,
    idle_ones_are_forgotten,
    an_idle_one_is_not_given_back_even_when_nobody_else_talks,
    what_is_given_back_is_a_copy,
    can_be_deleted,
    keeps_only_so_many_events,
]

if __name__ == "__main__":
    failed = 0
    for check in CHECKS:
        try:
            asyncio.run(check())
            print(f"ok {check.__name__}")
        except Exception as error:  # every check is run and told
            failed += 1
            print(f"FAILED {check.__name__}: {type(error).__name__} {error}")
    sys.exit(failed)
