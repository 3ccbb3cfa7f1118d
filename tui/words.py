"""The words that a person sees: one catalogue a language, asked by name.

Tests compare names, not prose. A sentence with a hole takes its value by keyword. Knows no widget.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from string import Formatter


@dataclass(frozen=True, slots=True)
class Outside:
    """Text that is not ours: a name, a title, a note, a file's name. It is drawn by itself, in its own direction."""

    text: str


Words = str | Sequence[str | Outside]
"""Words of ours, with text from outside between them where there is some."""

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
    "review.note": ("note", "write a note beside the item, or change it; an empty one takes it off"),
    "review.next": ("next", "next item"),
    "review.previous": ("previous", "previous item"),
    "review.next_open": ("next open", "next item that needs a verdict"),
    "review.previous_open": ("previous open", "previous item that needs a verdict"),
    "review.page_down": ("page down", "a page further in the text"),
    "review.page_up": ("page up", "a page back in the text"),
    "review.first": ("first", "first item"),
    "review.last": ("last", "last item"),
    "review.copy": ("copy", "copy the item's words to the clipboard, as they are in the text"),
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
    "select.line_start": ("line start", "to the start of the line, as it is read"),
    "select.line_end": ("line end", "to the end of the line"),
    "select.sentence_back": ("sentence back", "to the start of the sentence, then of the one before"),
    "select.sentence_on": ("sentence", "to the next sentence; a selection takes or leaves it whole"),
    "select.paragraph_back": ("paragraph back", "to the start of the paragraph, then of the one before"),
    "select.paragraph_on": ("paragraph", "to the next paragraph; a selection takes or leaves it whole"),
    "select.page_up": ("page up", "a page back in the text"),
    "select.page_down": ("page down", "a page further in the text"),
    "select.first": ("first", "to the beginning of the text"),
    "select.last": ("last", "to the end of the text"),
    "select.extend_left": (
        "letter",
        "select a letter to the left; the next move without shift lets go, space keeps it",
    ),
    "select.extend_right": ("letter", "select a letter to the right"),
    "select.extend_word_left": ("word", "select a word to the left"),
    "select.extend_word_right": ("word", "select a word to the right"),
    "select.extend_up": ("line up", "select a line up"),
    "select.extend_down": ("line down", "select a line down"),
    "select.extend_line_start": ("line start", "select to the start of the line"),
    "select.extend_line_end": ("line end", "select to the end of the line"),
    "select.extend_sentence_back": ("sentence back", "select to the start of the sentence, then the one before"),
    "select.extend_sentence_on": ("sentence", "select to the end of the sentence, then the next"),
    "select.extend_paragraph_back": ("paragraph back", "select to the start of the paragraph, then the one before"),
    "select.extend_paragraph_on": ("paragraph", "select to the end of the paragraph, then the next"),
    "select.extend_page_up": ("page up", "select a page back"),
    "select.extend_page_down": ("page down", "select a page further"),
    "select.extend_first": ("first", "select to the beginning of the text"),
    "select.extend_last": ("last", "select to the end of the text"),
    "select.inside": ("part", "on a letter pair such as لا: put the edge between the two, on the second press"),
    "select.next_mention": ("name", "jump to the next name in the text"),
    "select.previous_mention": ("name back", "jump to the name before"),
    "select.copy": ("copy", "copy what Enter would take"),
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
    "queue.note": ("note", "write a note beside the article, or change it; an empty one takes it off"),
    "queue.back": ("back", "leave the search, else back to the article"),
    "field.take": ("take", "take what was typed"),
    "field.cancel": ("cancel", "leave it as it was"),
    "field.left": ("letter", "one letter to the left"),
    "field.right": ("letter", "one letter to the right"),
    "field.word_left": ("word", "one word to the left"),
    "field.word_right": ("word", "one word to the right"),
    "field.start": ("start", "to the start of the line, as it is read"),
    "field.end": ("end", "to the end of the line"),
    "field.select_left": ("select", "select a letter to the left"),
    "field.select_right": ("select", "select a letter to the right"),
    "field.select_word_left": ("select word", "select a word to the left"),
    "field.select_word_right": ("select word", "select a word to the right"),
    "field.select_start": ("select to start", "select to the start of the line"),
    "field.select_end": ("select to end", "select to the end of the line"),
    "field.erase_back": ("erase", "erase the character before the caret: of a letter with marks, its last mark first"),
    "field.erase_on": ("erase on", "erase the letter after the caret with all its marks"),
    "field.erase_word": ("erase word", "erase the word before the caret"),
    "field.erase_before": ("erase before", "erase all before the caret"),
    "field.erase_after": ("erase after", "erase all after the caret"),
    "field.undo": ("undo", "take back the latest change of this line"),
    "field.redo": ("redo", "give back what undo took"),
    "help.down": ("down", "further down"),
    "help.up": ("up", "back up"),
    "help.close": ("close", "close the help"),
    "anywhere.help": ("help", "all keys, with their twins on an Arabic keyboard"),
    "anywhere.quit": ("quit", "leave; every verdict is already kept"),
    "anywhere.redraw": ("redraw", "draw the screen anew, after something else wrote on it"),
    "anywhere.suspend": ("suspend", "back to the shell; `fg` there comes back here"),
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
    "searched": "Search: {query} · ",
    "ask_name": "Name that its mentions share: ",
    "choose_name": "Name that its mentions share",
    "other_name": "another: type it",
    "name_accepted": "accepted {accepted} of {mentions}",
    "name_proposed": "proposed {mentions}",
    "no_entity_type": "--type {type}: there is no such entity type; there are {types}",
    "ask_note": "Note on this item: ",
    "ask_article_note": "Note on this article: ",
    "note_gone": "Note taken off.",
    "note": "note: {text}",
    "not_typed": "{char} can't be typed here.",
    "not_pasted": "left out: {count}",
    "line_full": "At most {most} characters.",
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
    "end_caret": "",
    "end_start": " (its start moves)",
    "end_end": " (its end moves)",
    "ask_prefix": " is a prefix: the same key again takes it in",
    "ask_pair": " stand in one place: the same key again parts them",
    "copied": " Copied: ",
    "copy_off": "Copying is switched off; copy = true in the settings file allows it.",
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
    "why_version": "It says that it is {version}.",
    "why_attributes": "Its answer {attributes} is that terminal's.",
    "why_mode": "It knows the mode by which a program keeps the order of letters to itself (answered 8;{state}). ",
    "why_old_vte": "It knows no mode 8, so it reorders nothing. ",
    "why_environment": "It answered nothing that names it; the environment does: {variable}.",
    "why_nothing": "Neither its answers nor the environment name it (TERM={term}).",
    "why_outer": "Outside: {why}",
    "why_flag": "Asked for on the command line.",
    "why_setting": "Set in {file}.",
    "advice_linux": "The Linux console has no Arabic letters in its fonts; use a terminal of the desktop, or ssh from one.",
    "advice_apple": "Apple Terminal reorders whole rows; where lines look mixed up, use iTerm2, kitty or Ghostty.",
    "advice_iterm2": "In iTerm2 leave the setting for right-to-left text off, or set logical with muraji doctor.",
    "advice_wezterm": "In WezTerm leave bidi_enabled off (it is by default), or set logical with muraji doctor.",
    "advice_windows": "Where letters look like boxes, choose a font with Arabic presentation forms, or set letters to separate.",
    "advice_kitty": "With force_ltr yes in kitty.conf, set visual: muraji doctor asks which reads right.",
    "advice_try": "muraji doctor shows a line in each way and asks which one reads right.",
    "extracting": "extracting",
    "extract_rate": "{articles} articles/s, {words} words/s",
    "extract_done": "{count} articles extracted with {engine} {version}",
    "extract_took": " in {seconds} s: {rate}",
    "extract_failed": "; {count} skipped: muraji extract tries them again",
    "extract_again_failed": "; {count} skipped: they stay as they were",
    "review_behind": "{count} articles hold what an earlier engine found; muraji extract has {engine} {version} read them",
    "extract_skipped": "article {article} ({file}) skipped: {why}",
    "rules_none": "{file}: not there, so the engines work as they come; muraji rules --example prints a file to begin with",
    "rules_good": "{file}: good; engine version {version}",
    "rules_file": "{file}, in force as {engine} {version}",
    "rules_more": "and {count} more; muraji rules --check shows all",
    "rules_names": "names: {what}",
    "rules_weak": "names that are plain words too: {what}",
    "rules_rejected": "never proposed: {count}",
    "rules_heads": "head words {key}: {words}",
    "rules_entity": "entity type {id} ({letter}): {arabic}",
    "rules_event": "event type {id} ({letter}): {arabic}; {roles}",
    "rules_trigger": "trigger {type}: {words}",
    "rules_pattern": "pattern {type}: {match} ({confidence})",
    "training": "training",
    "train_few": "train needs {wanted} articles that reviewers are done with, this store has {count}; finish more of them and try again",
    "train_on": "{articles} articles, {corrections} corrections of names",
    "train_base": "names found rightly by the engine alone: F1 {f1}",
    "train_before": "with the model in use: F1 {f1}",
    "train_new": "with the new model: F1 {f1} (each on articles that it was not fitted to)",
    "train_kept": "Better, so it is used from now on: model {model}. muraji extract proposes anew with it; train --back goes back.",
    "train_dry": "Better: without --dry-run model {model} would be used.",
    "train_worse": "Not better than {old}: nothing changes.",
    "train_back": "In use again: {model}. muraji extract proposes anew with it.",
    "train_back_base": "The engine works without a model of this store's own again.",
    "train_no_back": "this store has no model of its own to go back from",
    "train_back_dry": "--back and --dry-run: give one of them",
    "model_list_bad": "{file}: can't be read, the engine works without a model of this store's own; muraji train makes one",
    "model_bad": "{file}: {why}; the engine works without it, muraji train makes another, train --back takes the one before",
    "engine_ready": "ready, version {version}",
    "engine_missing": "can't run here, ×{count} missing",
    "engine_bring": "with a network:",
    "engine_carry": "without one, by stick:",
    "engine_there": "there",
    "engine_here": "here",
    "engine_there_packages": "pip wheel --wheel-dir wheels 'torch==2.13.0' 'camel-tools>=1.6.0'",
    "engine_here_packages": "pip install --no-index wheels/*.whl",
    "engine_there_model": "{bring}; then take ~/.camel_tools along: catalogue.json, versions.json, data",
    "engine_here_model": "copy data/ner/arabert to {place}",
    "doctor_not_asked": "Not asked: this is no terminal, or TERM is dumb.",
    "doctor_screen": "{columns} columns, {rows} rows",
    "doctor_widths_right": "all {count} kinds of characters as counted here",
    "doctor_widths_unknown": "not answered",
    "doctor_width": "{sample}: {terminal} here, {expected} expected; rows that hold it may be drawn awry",
    "flaw_wal_reset": "This version can corrupt a store that two programs write to; the lock beside the store prevents it.",
    "doctor_store": "{size}: {articles} articles, {items} items, {decisions} decisions",
    "doctor_check": "journal {journal}, check {check}",
    "doctor_held": "Open for writing by {holder}.",
    "doctor_free": "{free} free on its disk",
    "doctor_no_store": "Not there yet: muraji load FILE... makes it.",
    "doctor_read": "One sentence in several ways. Read right, it begins at the right with the words for 'Omar said',"
    " then (NATO) in its brackets; 25 is twenty-five, the other number is twelve (1, then 2); all letters of a word"
    " are joined; Baghdad is the last word, and the full stop stands at its left.",
    "doctor_ask": "Which one reads right? ({which}, Enter: none, or keep as it is) ",
    "doctor_ask_one": "Does it read right? ({which}: yes, Enter: no) ",
    "doctor_saved": "Kept: {encoding} in {terminal}, in {file}.",
    "doctor_kept": "Nothing changed: {encoding}.",
    "advice_inside": "What {multiplexer} runs in is not known; muraji doctor shows a line in each way and asks which reads right.",
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

    def parts(self, name: str, **values: str | Outside) -> tuple[str | Outside, ...]:
        """Return a sentence with its holes filled, what comes from outside apart from our words."""
        parts: list[str | Outside] = []
        for words, hole, _, _ in Formatter().parse(self.sentences[name]):
            parts.append(words)
            if hole is not None:
                parts.append(values[hole])
        return tuple(part for part in parts if part != "")

    def status(self, status: str) -> str:
        """Return the words for an item's status."""
        return self.statuses[status]

    def verb(self, verb: str) -> str:
        """Return the word for a verdict's verb."""
        return self.verbs.get(verb, verb)


WORDS = Catalogue(_COMMANDS, _PLACES, _SENTENCES, _STATUSES, _VERBS)
"""English. The Arabic catalogue will stand beside it, chosen by setting and locale."""
