"""The camel engine: persons, places and organisations by a transformer; dates, counts, weapons, facilities, repeats,
coreference and events by the builtin rules.

The same article, lexicon and model give the same items on one machine; its version names the model.
"""

from __future__ import annotations

from extract.article import Article
from extract.camel.agreement import agreed
from extract.camel.folders import Here, here
from extract.camel.lemmas import Lemmas
from extract.camel.library import Analyser, Recogniser
from extract.camel.spans import to_candidates
from extract.camel.tagging import tag
from extract.camel.windows import Model
from extract.coreference import canonical_names
from extract.document import Candidate, Document
from extract.events import find_events
from extract.extended import extended
from extract.extension import NOTHING, Extension
from extract.items import Extraction, Lexicon, Mention
from extract.names import STEPS, choose, find_names
from extract.taught import taught


class Camel:
    """Names by a model of camel-tools, the rest by tables and rules."""

    def __init__(
        self,
        found: Here | None = None,
        model: Model | None = None,
        lemmas: Lemmas | None = None,
        *,
        extension: Extension = NOTHING,
    ) -> None:
        """Load what this machine has, or take what is given; `extension` is the project's. Raises EngineMissing."""
        found = found or here()
        self.name = found.id.name
        self.version = found.id.version + extension.mark
        self._extension = extension
        self._model = model or Recogniser(found)
        self._lemmas = lemmas or (Lemmas(Analyser(found.morphology)) if found.morphology else None)

    def propose(self, article: Article, lexicon: Lexicon) -> Extraction:
        """Return the mentions and events of an article; mentions in order, none overlapping another."""
        document = Document(article, self._extension)
        names = find_names(document, lexicon, (self._names,))
        own, known = extended(self._extension), taught(lexicon)
        canonicals = own.canonicals(document, names, canonical_names(document, names))
        canonicals = known.canonicals(document, names, canonicals)
        mentions = tuple(
            Mention(name.start, name.end, name.type, canonical, round(name.confidence, 3), name.reason)
            for name, canonical in zip(names, canonicals, strict=True)
        )
        more = self._lemmas.forms(document) if self._lemmas else None
        events = known.events(document, names, own.events(find_events(document, names, more)))
        return Extraction(self.name, self.version, mentions, events)

    def _names(self, document: Document) -> list[Candidate]:
        """Return the names that the model and the rules agree on; a step of `find_names`."""
        ruled = choose(document, [candidate for step in STEPS for candidate in step(document)])
        return agreed(to_candidates(document, tag(document, self._model)), ruled)
