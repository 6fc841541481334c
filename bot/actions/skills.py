"""The actions of the domain and the skills that they stand for."""

from bot.actions.base import SkillAction
from bot.skills.acknowledge_feeling import acknowledge_feeling
from bot.skills.advise_supporter import advise_supporter
from bot.skills.answer_about_service import answer_about_service
from bot.skills.ask_back import ask_back
from bot.skills.decline_scope import decline_scope
from bot.skills.find_support import find_support
from bot.skills.offer_person import offer_person
from bot.skills.refine import refine
from bot.skills.show_more import show_more
from bot.skills.start_over import start_over
from bot.skills.table import Skill

_SKILLS: tuple[Skill, ...] = (
    find_support,
    advise_supporter,
    refine,
    show_more,
    answer_about_service,
    acknowledge_feeling,
    offer_person,
    decline_scope,
    ask_back,
    start_over,
)


def _action(skill: Skill) -> type[SkillAction]:
    name = skill.__name__
    return type(
        name,
        (SkillAction,),
        {"action_name": f"action_{name}", "skill": staticmethod(skill), "__doc__": skill.__doc__},
    )


ACTIONS = tuple(_action(skill) for skill in _SKILLS)
