-- AlterTable
ALTER TABLE "conversation" ADD COLUMN     "team_id" UUID,
ADD COLUMN     "topic" TEXT NOT NULL DEFAULT 'general';

-- AlterTable
ALTER TABLE "handoff" ADD COLUMN     "answered_by_id" TEXT,
ADD COLUMN     "ended_by_id" TEXT,
ADD COLUMN     "team_id" UUID;

-- CreateTable
CREATE TABLE "team" (
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "topics" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "takes_rest" BOOLEAN NOT NULL DEFAULT false,
    "is_automatic" BOOLEAN NOT NULL DEFAULT true,
    "position" INTEGER NOT NULL,
    "archived_at" TIMESTAMPTZ(3),
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "team_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "team_member" (
    "team_id" UUID NOT NULL,
    "staff_id" TEXT NOT NULL,

    CONSTRAINT "team_member_pkey" PRIMARY KEY ("team_id","staff_id")
);

-- CreateTable
CREATE TABLE "deal" (
    "conversation_id" UUID NOT NULL,
    "waiting_since" TIMESTAMPTZ(3) NOT NULL,
    "team_id" UUID NOT NULL,
    "staff_id" TEXT,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "settled_at" TIMESTAMPTZ(3),

    CONSTRAINT "deal_pkey" PRIMARY KEY ("conversation_id","waiting_since")
);

-- CreateTable
CREATE TABLE "console_presence" (
    "session_id" TEXT NOT NULL,
    "seen_at" TIMESTAMPTZ(3) NOT NULL DEFAULT clock_timestamp(),

    CONSTRAINT "console_presence_pkey" PRIMARY KEY ("session_id")
);

-- CreateTable
CREATE TABLE "staff_availability" (
    "staff_id" TEXT NOT NULL,
    "away_since" TIMESTAMPTZ(3),

    CONSTRAINT "staff_availability_pkey" PRIMARY KEY ("staff_id")
);

-- CreateIndex
CREATE INDEX "team_member_staff_id_idx" ON "team_member"("staff_id");

-- CreateIndex
CREATE INDEX "deal_staff_id_at_idx" ON "deal"("staff_id", "at");

-- AddForeignKey
ALTER TABLE "conversation" ADD CONSTRAINT "conversation_team_id_fkey" FOREIGN KEY ("team_id") REFERENCES "team"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "handoff" ADD CONSTRAINT "handoff_answered_by_id_fkey" FOREIGN KEY ("answered_by_id") REFERENCES "staff_user"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "handoff" ADD CONSTRAINT "handoff_ended_by_id_fkey" FOREIGN KEY ("ended_by_id") REFERENCES "staff_user"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "handoff" ADD CONSTRAINT "handoff_team_id_fkey" FOREIGN KEY ("team_id") REFERENCES "team"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "team_member" ADD CONSTRAINT "team_member_team_id_fkey" FOREIGN KEY ("team_id") REFERENCES "team"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "team_member" ADD CONSTRAINT "team_member_staff_id_fkey" FOREIGN KEY ("staff_id") REFERENCES "staff_user"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "deal" ADD CONSTRAINT "deal_conversation_id_fkey" FOREIGN KEY ("conversation_id") REFERENCES "conversation"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "deal" ADD CONSTRAINT "deal_team_id_fkey" FOREIGN KEY ("team_id") REFERENCES "team"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "deal" ADD CONSTRAINT "deal_staff_id_fkey" FOREIGN KEY ("staff_id") REFERENCES "staff_user"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "console_presence" ADD CONSTRAINT "console_presence_session_id_fkey" FOREIGN KEY ("session_id") REFERENCES "staff_session"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "staff_availability" ADD CONSTRAINT "staff_availability_staff_id_fkey" FOREIGN KEY ("staff_id") REFERENCES "staff_user"("id") ON DELETE CASCADE ON UPDATE CASCADE;



-- What Prisma's schema cannot say.

-- Of two teams in use nobody knows which is meant by one name.
CREATE UNIQUE INDEX team_name_idx ON team (lower(name)) WHERE archived_at IS NULL;

-- The inbox of a team; what was given and waits for its turn; the figures of some days.
CREATE INDEX conversation_team_order_idx ON conversation (team_id, heard_at, id) WHERE team_id IS NOT NULL;
CREATE INDEX deal_unsettled_idx ON deal (at) WHERE settled_at IS NULL;
CREATE INDEX handoff_answered_at_idx ON handoff (answered_at) WHERE answered_at IS NOT NULL;
CREATE INDEX handoff_ended_at_idx ON handoff (ended_at) WHERE ended_at IS NOT NULL;

UPDATE handoff SET answered_by_id = taken_by_id WHERE answered_at IS NOT NULL;
UPDATE handoff SET ended_by_id = taken_by_id WHERE ended_at IS NOT NULL;

-- Who is in which team, who is there, and who wants nothing for now. That a session is still there is no news.
CREATE FUNCTION announce_team() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM announce_live('teams', TG_TABLE_NAME, 'normal', NULL);
  RETURN NULL;
END $$;
CREATE TRIGGER team_live AFTER INSERT OR UPDATE ON team FOR EACH STATEMENT EXECUTE FUNCTION announce_team();
CREATE TRIGGER staff_availability_live AFTER INSERT OR UPDATE ON staff_availability
  FOR EACH STATEMENT EXECUTE FUNCTION announce_team();
CREATE TRIGGER console_presence_live AFTER INSERT OR DELETE ON console_presence
  FOR EACH ROW EXECUTE FUNCTION announce_team();

-- Opens turns: who cares for the conversation, which team, and since when the person waits are part of what a turn knows.
DROP FUNCTION open_turns(uuid[], int);
CREATE FUNCTION open_turns(p_conversations uuid[], p_limit int)
RETURNS TABLE (
  id uuid, channel text, contact_id uuid, state jsonb, version int, next_seq int, owner text, assignee_id text,
  team_id uuid, waiting_since timestamptz, sensitivity text, events jsonb, waiting_question uuid)
LANGUAGE plpgsql
SET enable_seqscan = off SET enable_hashjoin = off SET enable_mergejoin = off SET plan_cache_mode = force_generic_plan AS $$
DECLARE locked uuid[];
BEGIN
  SELECT array_agg(l.id) INTO locked FROM (
    SELECT c.id FROM conversation c WHERE c.id = ANY(p_conversations) ORDER BY c.id FOR NO KEY UPDATE SKIP LOCKED) l;
  RETURN QUERY SELECT c.id, c.channel, c.contact_id, c.state, c.version, c.next_seq, c.owner, c.assignee_id,
    c.team_id, c.waiting_since::timestamptz, c.sensitivity,
    (SELECT jsonb_agg(to_jsonb(w) ORDER BY w.id) FROM (
      SELECT e.id, e.channel_message_id AS message_id, e.kind, e.content, e.sensitivity, e.received_at, e.attempts, e.errors,
        e.claimed_by
      FROM event e WHERE e.conversation_id = c.id AND e.processed_at IS NULL ORDER BY e.id LIMIT p_limit) w),
    (SELECT q.id FROM question q WHERE q.conversation_id = c.id AND q.status = 'waiting' ORDER BY q.created_at LIMIT 1)
  FROM conversation c WHERE c.id = ANY(locked);
END $$;

-- Ends turns: states with their versions, who cares and about what, what the person said last, events with their seq,
-- replies. Refuses all of them if anything moved. What grew is written down for the consoles without a notice: the news
-- of the turn, sent after the commit, wake them, and a look from time to time finds what a death left.
CREATE OR REPLACE FUNCTION commit_turns(p_turns jsonb, p_events jsonb, p_outbox jsonb) RETURNS void LANGUAGE plpgsql
SET enable_seqscan = off SET enable_hashjoin = off SET enable_mergejoin = off AS $$
DECLARE n int;
BEGIN
  WITH t AS (
    SELECT * FROM jsonb_to_recordset(p_turns) AS t(
      id uuid, version int, state jsonb, next_seq int, owner text, assignee_id text, team_id uuid,
      topic text, waiting_since timestamptz, heard_seq int, heard_at timestamptz, sensitivity text, now timestamptz)
  ), ended AS (
    UPDATE conversation c SET
      state = t.state, version = c.version + 1, next_seq = t.next_seq, owner = t.owner, assignee_id = t.assignee_id,
      team_id = t.team_id, topic = coalesce(t.topic, c.topic), waiting_since = t.waiting_since,
      heard_seq = coalesce(t.heard_seq, c.heard_seq),
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
