-- AlterTable
ALTER TABLE "conversation" ADD COLUMN     "assignee_id" TEXT,
ADD COLUMN     "heard_at" TIMESTAMPTZ(3),
ADD COLUMN     "heard_seq" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "seen_seq" INTEGER NOT NULL DEFAULT 0;

-- CreateTable
CREATE TABLE "handoff" (
    "id" UUID NOT NULL,
    "conversation_id" UUID NOT NULL,
    "reason" TEXT NOT NULL,
    "asked_at" TIMESTAMPTZ(3) NOT NULL,
    "danger_at" TIMESTAMPTZ(3),
    "taken_at" TIMESTAMPTZ(3),
    "taken_by_id" TEXT,
    "answered_at" TIMESTAMPTZ(3),
    "unanswered_at" TIMESTAMPTZ(3),
    "call_phone" TEXT,
    "call_asked_at" TIMESTAMPTZ(3),
    "ended_at" TIMESTAMPTZ(3),
    "ended_how" TEXT,

    CONSTRAINT "handoff_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "handoff_conversation_id_asked_at_idx" ON "handoff"("conversation_id", "asked_at");

-- AddForeignKey
ALTER TABLE "conversation" ADD CONSTRAINT "conversation_assignee_id_fkey" FOREIGN KEY ("assignee_id") REFERENCES "staff_user"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "handoff" ADD CONSTRAINT "handoff_conversation_id_fkey" FOREIGN KEY ("conversation_id") REFERENCES "conversation"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "handoff" ADD CONSTRAINT "handoff_taken_by_id_fkey" FOREIGN KEY ("taken_by_id") REFERENCES "staff_user"("id") ON DELETE SET NULL ON UPDATE CASCADE;



-- What Prisma's schema cannot say.

-- One at a time: whoever asks twice at once is asked for once.
CREATE UNIQUE INDEX handoff_open_idx ON handoff (conversation_id) WHERE ended_at IS NULL;

-- The orders of the inbox: by the last words of the person, by the longest wait, and of one colleague.
CREATE INDEX conversation_heard_order_idx ON conversation (heard_at, id) WHERE heard_at IS NOT NULL;
CREATE INDEX conversation_unanswered_order_idx ON conversation (waiting_since, id) WHERE waiting_since IS NOT NULL;
CREATE INDEX conversation_assignee_order_idx ON conversation (assignee_id, heard_at, id) WHERE assignee_id IS NOT NULL;
DROP INDEX conversation_waiting_idx;

-- Which conversations hold a health matter. Without them, whoever asks it of a page reads every message there is.
CREATE INDEX event_health_idx ON event (conversation_id) WHERE sensitivity = 'health';
CREATE INDEX outbox_health_idx ON outbox (conversation_id) WHERE sensitivity = 'health';

UPDATE conversation c SET heard_seq = h.seq, heard_at = h.at, seen_seq = h.seq
FROM (SELECT conversation_id, max(seq) AS seq, max(received_at) AS at FROM event
  WHERE kind = 'message' AND seq IS NOT NULL GROUP BY conversation_id) h
WHERE h.conversation_id = c.id;

-- Opens turns: who cares for the conversation and since when the person waits are part of what a turn knows.
DROP FUNCTION open_turns(uuid[], int);
CREATE FUNCTION open_turns(p_conversations uuid[], p_limit int)
RETURNS TABLE (
  id uuid, channel text, contact_id uuid, state jsonb, version int, next_seq int, owner text, assignee_id text,
  waiting_since timestamptz, sensitivity text, events jsonb, waiting_question uuid)
LANGUAGE plpgsql
SET enable_seqscan = off SET enable_hashjoin = off SET enable_mergejoin = off SET plan_cache_mode = force_generic_plan AS $$
DECLARE locked uuid[];
BEGIN
  SELECT array_agg(l.id) INTO locked FROM (
    SELECT c.id FROM conversation c WHERE c.id = ANY(p_conversations) ORDER BY c.id FOR NO KEY UPDATE SKIP LOCKED) l;
  RETURN QUERY SELECT c.id, c.channel, c.contact_id, c.state, c.version, c.next_seq, c.owner, c.assignee_id,
    c.waiting_since::timestamptz, c.sensitivity,
    (SELECT jsonb_agg(to_jsonb(w) ORDER BY w.id) FROM (
      SELECT e.id, e.channel_message_id AS message_id, e.kind, e.content, e.sensitivity, e.received_at, e.attempts, e.errors,
        e.claimed_by
      FROM event e WHERE e.conversation_id = c.id AND e.processed_at IS NULL ORDER BY e.id LIMIT p_limit) w),
    (SELECT q.id FROM question q WHERE q.conversation_id = c.id AND q.status = 'waiting' ORDER BY q.created_at LIMIT 1)
  FROM conversation c WHERE c.id = ANY(locked);
END $$;

-- Ends turns: states with their versions, who cares, what the person said last, events with their seq, replies. Refuses
-- all of them if anything moved. What grew is written down for the consoles without a notice: the news of the turn,
-- sent after the commit, wake them, and a look from time to time finds what a death left.
CREATE OR REPLACE FUNCTION commit_turns(p_turns jsonb, p_events jsonb, p_outbox jsonb) RETURNS void LANGUAGE plpgsql
SET enable_seqscan = off SET enable_hashjoin = off SET enable_mergejoin = off AS $$
DECLARE n int;
BEGIN
  WITH t AS (
    SELECT * FROM jsonb_to_recordset(p_turns) AS t(
      id uuid, version int, state jsonb, next_seq int, owner text, assignee_id text, waiting_since timestamptz,
      heard_seq int, heard_at timestamptz, sensitivity text, now timestamptz)
  ), ended AS (
    UPDATE conversation c SET
      state = t.state, version = c.version + 1, next_seq = t.next_seq, owner = t.owner, assignee_id = t.assignee_id,
      waiting_since = t.waiting_since, heard_seq = coalesce(t.heard_seq, c.heard_seq),
      heard_at = coalesce(t.heard_at, c.heard_at), sensitivity = t.sensitivity, updated_at = t.now
    FROM t WHERE c.id = t.id AND c.version = t.version
    RETURNING c.id, c.sensitivity
  ), told AS (
    INSERT INTO live_event (kind, subject, sensitivity) SELECT 'conversations', e.id::text, e.sensitivity FROM ended e
  )
  SELECT count(*) INTO n FROM ended;
  IF n <> jsonb_array_length(p_turns) THEN RAISE EXCEPTION 'stale turn' USING ERRCODE = '40001'; END IF;

  UPDATE event e SET seq = x.seq, outcome = x.outcome, sensitivity = coalesce(x.sensitivity, e.sensitivity),
    content = coalesce(x.content, e.content), processed_at = x.now
  FROM jsonb_to_recordset(p_events) AS x(
    id bigint, conversation_id uuid, seq int, outcome text, sensitivity text, content jsonb, now timestamptz)
  WHERE e.id = x.id AND e.conversation_id = x.conversation_id AND e.processed_at IS NULL;
  GET DIAGNOSTICS n = ROW_COUNT;
  IF n <> jsonb_array_length(p_events) THEN RAISE EXCEPTION 'stale turn' USING ERRCODE = '40001'; END IF;

  INSERT INTO outbox (id, conversation_id, seq, channel, recipient, class, purpose, content, sensitivity, available_at,
    expires_at, in_reply_to, created_at)
  SELECT x.id, x.conversation_id, x.seq, c.channel, c.address, x.class, x.purpose, x.content, x.sensitivity, x.now,
    x.expires_at, x.in_reply_to, x.now
  FROM jsonb_to_recordset(p_outbox) AS x(
    id uuid, conversation_id uuid, seq int, class text, purpose text, content jsonb, sensitivity text,
    expires_at timestamptz, in_reply_to bigint, now timestamptz)
  JOIN conversation c ON c.id = x.conversation_id;
END $$;
