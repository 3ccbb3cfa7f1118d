-- The store, version 1. A comment says why; what the words mean stands in docs/architecture.md.
-- Tables of decisions are append-only; everything marked "derived" can be computed again from the rest.

PRAGMA application_id = 0x4D524A49; -- "MRJI": tells our files from other SQLite files
PRAGMA user_version = 1;

CREATE TABLE this(
  one INTEGER PRIMARY KEY CHECK(one = 1),
  replica BLOB NOT NULL CHECK(length(replica) = 16),
  hlc INTEGER NOT NULL DEFAULT 0 -- the latest clock seen on another replica's decision
) STRICT;

-- Small rows: a queue page or a count must not walk over bodies, and a counter must not rewrite one.
CREATE TABLE article(
  n INTEGER PRIMARY KEY,
  uid BLOB NOT NULL UNIQUE CHECK(length(uid) = 16),
  title TEXT NOT NULL,
  published TEXT NOT NULL,
  published_from TEXT NOT NULL,
  words INTEGER NOT NULL,
  date TEXT, -- derived: the reviewers' date; NULL = never asked, '' = asked and skipped
  finished INTEGER NOT NULL DEFAULT 0 CHECK(finished IN (0, 1)), -- derived
  flagged INTEGER NOT NULL DEFAULT 0 CHECK(flagged IN (0, 1)), -- derived: the article's own flag
  items INTEGER NOT NULL DEFAULT 0 CHECK(items >= 0), -- counted: neither withdrawn nor stale
  open INTEGER NOT NULL DEFAULT 0 CHECK(open >= 0), -- counted: open or in conflict
  conflicts INTEGER NOT NULL DEFAULT 0 CHECK(conflicts >= 0), -- counted
  flags INTEGER NOT NULL DEFAULT 0 CHECK(flags >= 0) -- counted: flagged items
) STRICT;
CREATE INDEX article_open ON article(n) WHERE open > 0;
CREATE INDEX article_ready ON article(n) WHERE open = 0 AND finished = 0;
CREATE INDEX article_done ON article(n) WHERE open = 0 AND finished = 1;
CREATE INDEX article_left ON article(n) WHERE open > 0 OR finished = 0;
CREATE INDEX article_flagged ON article(n) WHERE flagged = 1 OR flags > 0;
CREATE INDEX article_conflict ON article(n) WHERE conflicts > 0;

CREATE TABLE body(
  article INTEGER PRIMARY KEY REFERENCES article(n),
  text TEXT NOT NULL,
  parts TEXT NOT NULL
) STRICT;

CREATE TABLE source(
  n INTEGER PRIMARY KEY,
  article INTEGER NOT NULL REFERENCES article(n),
  name TEXT NOT NULL,
  sha256 BLOB NOT NULL,
  encoding TEXT NOT NULL,
  reader TEXT NOT NULL,
  record TEXT NOT NULL,
  meta TEXT NOT NULL,
  wall TEXT NOT NULL
) STRICT;
CREATE INDEX source_article ON source(article);
CREATE INDEX source_bytes ON source(sha256);

CREATE TABLE run(
  n INTEGER PRIMARY KEY,
  uid BLOB NOT NULL UNIQUE CHECK(length(uid) = 16),
  engine TEXT NOT NULL,
  version TEXT NOT NULL,
  config TEXT NOT NULL
) STRICT;

-- Also where a run found nothing. The highest n of an engine is its latest word on the article.
CREATE TABLE covered(
  n INTEGER PRIMARY KEY,
  article INTEGER NOT NULL REFERENCES article(n),
  run INTEGER NOT NULL REFERENCES run(n),
  UNIQUE(article, run)
) STRICT;

CREATE TABLE item(
  n INTEGER PRIMARY KEY,
  uid BLOB NOT NULL UNIQUE CHECK(length(uid) = 16),
  article INTEGER NOT NULL REFERENCES article(n),
  kind TEXT NOT NULL CHECK(kind IN ('mention', 'event', 'argument')),
  start INTEGER NOT NULL CHECK(start >= 0), -- start, end, event and role are the item's identity and never change
  "end" INTEGER NOT NULL CHECK("end" > start),
  event INTEGER REFERENCES item(n),
  role TEXT,
  value TEXT NOT NULL, -- derived: as proposed by the run named in `run`, or as first added
  run INTEGER REFERENCES run(n), -- derived: the latest run that claims it; NULL = none does
  verdict TEXT, -- derived: the value that the head verdicts agree on
  head INTEGER REFERENCES decision(n), -- derived: the latest of them
  first INTEGER NOT NULL, -- derived: the span as it stands now
  last INTEGER NOT NULL,
  status TEXT NOT NULL
    CHECK(status IN ('open', 'accepted', 'edited', 'rejected', 'conflict', 'withdrawn', 'aside', 'stale')), -- derived
  flagged INTEGER NOT NULL DEFAULT 0 CHECK(flagged IN (0, 1)), -- derived
  note TEXT NOT NULL DEFAULT '', -- derived: the latest
  CHECK((kind = 'argument') = (event IS NOT NULL AND role IS NOT NULL))
) STRICT;
CREATE INDEX item_article ON item(article, kind, first);
CREATE INDEX item_event ON item(event) WHERE event IS NOT NULL;
CREATE INDEX item_decided ON item(article) WHERE kind = 'mention' AND status IN ('accepted', 'edited', 'rejected');

CREATE TABLE found(
  item INTEGER NOT NULL REFERENCES item(n),
  run INTEGER NOT NULL REFERENCES run(n),
  confidence REAL NOT NULL CHECK(confidence BETWEEN 0 AND 1),
  reason TEXT NOT NULL,
  value TEXT NOT NULL,
  PRIMARY KEY(item, run)
) STRICT, WITHOUT ROWID;

CREATE TABLE decision(
  n INTEGER PRIMARY KEY,
  uid BLOB NOT NULL UNIQUE CHECK(length(uid) = 16),
  replica BLOB NOT NULL CHECK(length(replica) = 16),
  seq INTEGER NOT NULL CHECK(seq > 0),
  prev BLOB CHECK((prev IS NULL) = (seq = 1)),
  hlc INTEGER NOT NULL,
  wall TEXT NOT NULL,
  reviewer TEXT NOT NULL,
  verb TEXT NOT NULL CHECK(verb IN ('accept', 'edit', 'reject', 'add', 'adjudicate', 'undo', 'redo',
    'note', 'flag', 'unflag', 'finish', 'date')),
  names BLOB CHECK((names IS NULL) = (verb IN ('accept', 'edit', 'reject', 'adjudicate'))),
    -- undo, redo: a verdict; note, flag, unflag: an item or article; add, finish, date: an article
  payload TEXT NOT NULL,
  UNIQUE(replica, seq)
) STRICT;
CREATE INDEX decision_mine ON decision(replica, reviewer, seq); -- what to undo, among a million of others' decisions
CREATE INDEX decision_names ON decision(names, hlc, uid) WHERE names IS NOT NULL;

-- Items are named by uid: a decision may arrive before the item does.
CREATE TABLE effect(
  decision INTEGER NOT NULL REFERENCES decision(n),
  item BLOB NOT NULL CHECK(length(item) = 16),
  outcome INTEGER NOT NULL CHECK(outcome IN (0, 1, 2)), -- rejected, kept as proposed, kept otherwise
  value TEXT CHECK((value IS NULL) = (outcome = 0)),
  PRIMARY KEY(decision, item)
) STRICT, WITHOUT ROWID;
CREATE INDEX effect_item ON effect(item, decision);

CREATE TABLE saw(
  item BLOB NOT NULL,
  decision BLOB NOT NULL,
  parent BLOB NOT NULL,
  PRIMARY KEY(item, decision, parent)
) STRICT, WITHOUT ROWID;

-- A later suggestion that says what a reviewer's item already says (same span and type) is that item.
CREATE TABLE alias(
  uid BLOB PRIMARY KEY CHECK(length(uid) = 16),
  item BLOB NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX alias_item ON alias(item);

CREATE TABLE tally(
  kind TEXT NOT NULL,
  status TEXT NOT NULL,
  n INTEGER NOT NULL CHECK(n >= 0),
  PRIMARY KEY(kind, status)
) STRICT, WITHOUT ROWID;

CREATE TABLE effort(
  reviewer TEXT NOT NULL,
  day TEXT NOT NULL,
  verb TEXT NOT NULL,
  n INTEGER NOT NULL,
  PRIMARY KEY(reviewer, day, verb)
) STRICT, WITHOUT ROWID;

-- Normalised words, and beside them the forms without proclitics. Contentless: the bodies stand in `body`.
-- Written from Python: with trusted_schema off a trigger may not.
CREATE VIRTUAL TABLE search USING fts5(text, forms, content='', columnsize=0, tokenize='unicode61 remove_diacritics 0');

-- Guards. INSERT OR REPLACE deletes without firing a delete trigger when recursive_triggers is off, hence the third.
CREATE TRIGGER decision_no_update BEFORE UPDATE ON decision BEGIN SELECT RAISE(ABORT, 'decisions are append-only'); END;
CREATE TRIGGER decision_no_delete BEFORE DELETE ON decision BEGIN SELECT RAISE(ABORT, 'decisions are append-only'); END;
CREATE TRIGGER decision_once BEFORE INSERT ON decision
WHEN EXISTS(SELECT 1 FROM decision WHERE n = NEW.n)
  OR EXISTS(SELECT 1 FROM decision WHERE uid = NEW.uid)
  OR EXISTS(SELECT 1 FROM decision WHERE replica = NEW.replica AND seq = NEW.seq)
BEGIN SELECT RAISE(ABORT, 'decisions are append-only'); END;
CREATE TRIGGER effect_no_update BEFORE UPDATE ON effect BEGIN SELECT RAISE(ABORT, 'decisions are append-only'); END;
CREATE TRIGGER effect_no_delete BEFORE DELETE ON effect BEGIN SELECT RAISE(ABORT, 'decisions are append-only'); END;
CREATE TRIGGER effect_once BEFORE INSERT ON effect
WHEN EXISTS(SELECT 1 FROM effect WHERE decision = NEW.decision AND item = NEW.item)
BEGIN SELECT RAISE(ABORT, 'decisions are append-only'); END;
CREATE TRIGGER saw_no_update BEFORE UPDATE ON saw BEGIN SELECT RAISE(ABORT, 'decisions are append-only'); END;
CREATE TRIGGER saw_no_delete BEFORE DELETE ON saw BEGIN SELECT RAISE(ABORT, 'decisions are append-only'); END;
CREATE TRIGGER saw_once BEFORE INSERT ON saw
WHEN EXISTS(SELECT 1 FROM saw WHERE item = NEW.item AND decision = NEW.decision AND parent = NEW.parent)
BEGIN SELECT RAISE(ABORT, 'decisions are append-only'); END;
CREATE TRIGGER body_no_update BEFORE UPDATE ON body BEGIN SELECT RAISE(ABORT, 'a body never changes'); END;
CREATE TRIGGER body_no_delete BEFORE DELETE ON body BEGIN SELECT RAISE(ABORT, 'a body never changes'); END;
CREATE TRIGGER body_once BEFORE INSERT ON body
WHEN EXISTS(SELECT 1 FROM body WHERE article = NEW.article)
BEGIN SELECT RAISE(ABORT, 'a body never changes'); END;
CREATE TRIGGER item_same BEFORE UPDATE OF uid, article, kind, start, "end", event, role ON item
BEGIN SELECT RAISE(ABORT, 'an item stays what it is'); END;

-- Counters.
CREATE TRIGGER item_in AFTER INSERT ON item BEGIN
  INSERT INTO tally VALUES(NEW.kind, NEW.status, 1) ON CONFLICT DO UPDATE SET n = n + 1;
  UPDATE article SET
    items = items + (NEW.status NOT IN ('withdrawn', 'stale')),
    open = open + (NEW.status IN ('open', 'conflict')),
    conflicts = conflicts + (NEW.status = 'conflict'),
    flags = flags + NEW.flagged
  WHERE n = NEW.article;
END;
CREATE TRIGGER item_moved AFTER UPDATE OF status ON item WHEN OLD.status <> NEW.status BEGIN
  UPDATE tally SET n = n - 1 WHERE kind = OLD.kind AND status = OLD.status;
  INSERT INTO tally VALUES(NEW.kind, NEW.status, 1) ON CONFLICT DO UPDATE SET n = n + 1;
  UPDATE article SET
    items = items + (NEW.status NOT IN ('withdrawn', 'stale')) - (OLD.status NOT IN ('withdrawn', 'stale')),
    open = open + (NEW.status IN ('open', 'conflict')) - (OLD.status IN ('open', 'conflict')),
    conflicts = conflicts + (NEW.status = 'conflict') - (OLD.status = 'conflict')
  WHERE n = NEW.article;
END;
CREATE TRIGGER item_flagged AFTER UPDATE OF flagged ON item WHEN OLD.flagged <> NEW.flagged BEGIN
  UPDATE article SET flags = flags + NEW.flagged - OLD.flagged WHERE n = NEW.article;
END;
CREATE TRIGGER article_in AFTER INSERT ON article BEGIN
  INSERT INTO tally VALUES('article', 'ready', 1) ON CONFLICT DO UPDATE SET n = n + 1;
  INSERT INTO tally VALUES('words', '', NEW.words) ON CONFLICT DO UPDATE SET n = n + excluded.n;
END;
CREATE TRIGGER article_moved AFTER UPDATE OF open, finished ON article
WHEN (OLD.open > 0) <> (NEW.open > 0) OR OLD.finished <> NEW.finished BEGIN
  UPDATE tally SET n = n - 1 WHERE kind = 'article'
    AND status = CASE WHEN OLD.open > 0 THEN 'open' WHEN OLD.finished THEN 'done' ELSE 'ready' END;
  INSERT INTO tally VALUES('article',
    CASE WHEN NEW.open > 0 THEN 'open' WHEN NEW.finished THEN 'done' ELSE 'ready' END, 1)
    ON CONFLICT DO UPDATE SET n = n + 1;
END;
CREATE TRIGGER article_marked AFTER UPDATE OF flagged, flags ON article
WHEN (OLD.flagged OR OLD.flags > 0) <> (NEW.flagged OR NEW.flags > 0) BEGIN
  INSERT INTO tally VALUES('article', 'flagged', max(0, (NEW.flagged OR NEW.flags > 0)))
    ON CONFLICT DO UPDATE SET n = n + CASE WHEN NEW.flagged OR NEW.flags > 0 THEN 1 ELSE -1 END;
END;
CREATE TRIGGER article_disputed AFTER UPDATE OF conflicts ON article
WHEN (OLD.conflicts > 0) <> (NEW.conflicts > 0) BEGIN
  INSERT INTO tally VALUES('article', 'conflict', NEW.conflicts > 0)
    ON CONFLICT DO UPDATE SET n = n + CASE WHEN NEW.conflicts > 0 THEN 1 ELSE -1 END;
END;
CREATE TRIGGER decision_in AFTER INSERT ON decision BEGIN
  INSERT INTO effort VALUES(NEW.reviewer, substr(NEW.wall, 1, 10), NEW.verb, 1) ON CONFLICT DO UPDATE SET n = n + 1;
END;
