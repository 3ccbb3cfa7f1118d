"""The words that a person sees: one catalogue a language, asked by name.

Tests compare names, not prose. A sentence with a hole takes its value by keyword. Knows no widget.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

_COMMANDS: Mapping[str, tuple[str, str]] = {
    # id: (footer word, help sentence)
    "review.accept": ("accept", "accept the item as shown; an event with all its open arguments; go to the next open"),
    "review.reject": ("reject", "reject the item; an event with its arguments; go to the next open"),
    "review.edit": ("edit", "change what the item says: type, edges, name; subtype, modality, trigger, arguments"),
    "review.type": ("type", "choose another type; on an argument, another role"),
    "review.edges": ("edges", "move the edges: of a name, of a trigger, or of what fills a role"),
    "review.add": ("add", "add what the machine missed: select in the text, then choose a type"),
    "review.undo": ("undo", "take back my latest verdict, also after a restart"),
    "review.redo": ("redo", "give the verdict back that undo took"),
    "review.same": ("same", "give this mention's verdict (accept, if it has none) to every open one of that name here"),
    "review.reject_same": ("reject same", "reject every open mention of this name here, in one undo"),
    "review.flag": ("flag", "flag the item for a second look, or take the flag off"),
    "review.next": ("next", "next item"),
    "review.previous": ("previous", "previous item"),
    "review.next_open": ("next open", "next item that needs a verdict"),
    "review.previous_open": ("previous open", "previous item that needs a verdict"),
    "review.page_down": ("page down", "a page further in the text"),
    "review.page_up": ("page up", "a page back in the text"),
    "review.first": ("first", "first item"),
    "review.last": ("last", "last item"),
    "review.finish": ("next", "finish the article when nothing is open in it, and go to the next one"),
    "review.back": ("previous article", "go back to the previous article"),
    "review.date": ("date", "give or change the article's date"),
    "review.queue": ("queue", "the queue of articles"),
    "review.search": ("search", "search all articles"),
    "card.next": ("next", "next line of the card"),
    "card.previous": ("previous", "previous line of the card"),
    "card.change": ("change", "change this line: choose a value, or select the words in the text"),
    "card.role": ("role", "choose another role for this argument"),
    "card.add_argument": ("argument", "add an argument: choose a role, then its filler in the text"),
    "card.remove": ("remove", "reject this argument; on the first line, the whole item"),
    "card.accept": ("accept", "accept the item as the card shows it, and close the card"),
    "card.undo": ("undo", "take back my latest verdict"),
    "card.redo": ("redo", "give the verdict back that undo took"),
    "card.close": ("close", "back to the list; what was changed stays"),
    "select.take": ("take", "take what is selected; without a selection, the word at the caret"),
    "select.anchor": ("mark", "begin the selection here, or let go of it"),
    "select.other_end": ("other end", "move the other end of the selection"),
    "select.left": ("letter", "one letter to the left"),
    "select.right": ("letter", "one letter to the right"),
    "select.word_left": ("word", "one word to the left"),
    "select.word_right": ("word", "one word to the right"),
    "select.up": ("line up", "one line up"),
    "select.down": ("line down", "one line down"),
    "select.next_mention": ("name", "jump to the next name in the text"),
    "select.previous_mention": ("name back", "jump to the name before"),
    "select.cancel": ("cancel", "stop selecting; nothing changes"),
    "choose.next": ("next", "next row"),
    "choose.previous": ("previous", "previous row"),
    "choose.take": ("choose", "choose the row; its letter does the same at once"),
    "choose.cancel": ("cancel", "choose nothing"),
    "queue.open": ("review", "review the article"),
    "queue.next": ("next", "next article"),
    "queue.previous": ("previous", "previous article"),
    "queue.page_down": ("page down", "a page further"),
    "queue.page_up": ("page up", "a page back"),
    "queue.first": ("first", "first article"),
    "queue.last": ("last", "last article"),
    "queue.status": ("status", "show the next status: open, ready, done, flagged, all"),
    "queue.status_back": ("status back", "show the status before"),
    "queue.search": ("search", "search titles and texts; an empty search shows all"),
    "queue.flag": ("flag", "flag the article, or take the flag off"),
    "queue.back": ("back", "leave the search, else back to the article"),
    "field.take": ("take", "take what was typed"),
    "field.cancel": ("cancel", "leave it as it was"),
    "help.down": ("down", "further down"),
    "help.up": ("up", "back up"),
    "help.close": ("close", "close the help"),
    "anywhere.help": ("help", "all keys, with their twins on an Arabic keyboard"),
    "anywhere.quit": ("quit", "leave; every verdict is already kept"),
}

_PLACES: Mapping[str, str] = {
    "review": "Reviewing an article",
    "card": "On an item's card",
    "select": "Selecting in the text",
    "choose": "Choosing from a list",
    "queue": "In the queue",
    "field": "Typing",
    "help": "In this help",
    "anywhere": "Everywhere",
}

_SENTENCES: Mapping[str, str] = {
    "open_of": "{open} of {all} open",
    "queue_here": "{open} to do",
    "status_open": "open",
    "status_ready": "ready",
    "status_done": "done",
    "status_flagged": "flagged",
    "status_conflict": "conflict",
    "status_all": "all",
    "nothing_open": "Nothing is open here: {key} finishes the article and goes on.",
    "nothing_left": "Every article is finished.",
    "finished": "Finished: the article before. {key} brings it back to look at.",
    "left_open": "The article before keeps {open} open; it stays in the queue.",
    "no_items": "No items here: {add} adds one, {finish} finishes the article.",
    "empty_queue": "No article here. Load some: muraji load FILE...",
    "empty_status": "No article has this status.",
    "empty_search": "Nothing found for {query}.",
    "undone": "Undone: {verb}.",
    "redone": "Redone: {verb}.",
    "nothing_to_undo": "Nothing to undo.",
    "nothing_to_redo": "Nothing to redo.",
    "ask_date": "No date found. Date of the article (YYYY-MM-DD), or Enter to skip: ",
    "give_date": "Date of the article (YYYY-MM-DD): ",
    "bad_date": "Not a day of the calendar; write it as 2026-05-31: ",
    "ask_search": "Search: ",
    "ask_name": "Name that its mentions share: ",
    "choose_type": "Type",
    "choose_subtype": "Subtype of {type}",
    "choose_modality": "Modality",
    "choose_role": "Role",
    "an_event": "an event ...",
    "none": "none",
    "field_type": "type",
    "field_subtype": "subtype",
    "field_modality": "modality",
    "field_trigger": "trigger",
    "field_edges": "edges",
    "field_name": "name",
    "selecting_add": "Select what the machine missed",
    "selecting_edges": "Move the edges",
    "selecting_trigger": "Select the trigger",
    "selecting_filler": "Select the filler of {role}, or jump to a name",
    "same_done": "×{count} of this name, one undo.",
    "same_none": "No other open mention of this name here.",
    "only_mentions": "Only a mention has a name to share.",
    "only_events": "Only an event has arguments.",
    "added": "Added {type}: ",
    "to_leave": "ctrl+q leaves; every verdict is already kept.",
    "nothing_to_accept": "Accepted already; nothing is open in it.",
    "with_roles": "Rejected, and with it ×{count} accepted role that it filled; u takes both back.",
    "nothing_to_reject": "Rejected already.",
    "by": "by {reviewer}",
    "same_name": "×{count} here",
    "flagged": "flagged",
    "confidence": "{percent}%",
    "help_title": "Keys",
    "key": "key",
    "twin": "Arabic keyboard",
    "what": "what it does",
}

_STATUSES: Mapping[str, str] = {
    "open": "open",
    "accepted": "accepted",
    "edited": "edited",
    "rejected": "rejected",
    "conflict": "conflict",
    "withdrawn": "withdrawn",
    "aside": "set aside: overlaps an accepted name",
    "stale": "no longer claimed by any engine",
}

_VERBS: Mapping[str, str] = {
    "accept": "accept",
    "edit": "edit",
    "reject": "reject",
    "add": "add",
    "adjudicate": "adjudicate",
}


@dataclass(frozen=True, slots=True)
class Catalogue:
    """One language's words."""

    commands: Mapping[str, tuple[str, str]]
    places: Mapping[str, str]
    sentences: Mapping[str, str]
    statuses: Mapping[str, str]
    verbs: Mapping[str, str]

    def label(self, command: str) -> str:
        """Return the footer's word for a command."""
        return self.commands[command][0]

    def help(self, command: str) -> str:
        """Return the help screen's sentence for a command."""
        return self.commands[command][1]

    def place(self, place: str) -> str:
        """Return the heading for a place."""
        return self.places[place]

    def say(self, name: str, **values: object) -> str:
        """Return a sentence with its holes filled."""
        return self.sentences[name].format(**values)

    def status(self, status: str) -> str:
        """Return the words for an item's status."""
        return self.statuses[status]

    def verb(self, verb: str) -> str:
        """Return the word for a verdict's verb."""
        return self.verbs.get(verb, verb)


WORDS = Catalogue(_COMMANDS, _PLACES, _SENTENCES, _STATUSES, _VERBS)
"""English. The Arabic catalogue will stand beside it, chosen by setting and locale."""
