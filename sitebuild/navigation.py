"""The navigation: where mkdocs.yml names the folder of the course, every page of it that is to be found."""

from __future__ import annotations

from typing import Any

from sitebuild.course import TRACKS, Course, Module, Track

Nav = list[Any]


def expanded(nav: Nav, course: Course) -> Nav:
    """The navigation with each track and module in the place of the folder."""
    return [_entry(each, course) for each in nav]


def _entry(entry: Any, course: Course) -> Any:
    if isinstance(entry, dict):
        ((title, inside),) = entry.items()
        if isinstance(inside, list):
            return {title: expanded(inside, course)}
        if str(inside).strip("/") == TRACKS:
            # One track is the section itself; a level that holds one thing only is in the way.
            return {title: _track(course.tracks[0]) if len(course.tracks) == 1 else _tracks(course)}
    return entry


def _tracks(course: Course) -> Nav:
    return [{track.title: _track(track)} for track in course.tracks]


def _track(track: Track) -> Nav:
    return [str(track.file), *({module.title: _module(module)} for module in track.modules)]


def _module(module: Module) -> Nav:
    return [str(module.file), *({page.name: str(page.file)} for page in module.pages)]
