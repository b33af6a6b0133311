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

-- How far a message of ours has come, or why it waits, for whoever looks at its conversation: no list shows it. Without
-- a notice, as with turns; that a message is on its way to be sent is no news.
CREATE FUNCTION announce_delivery() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO live_event (kind, subject, sensitivity)
  SELECT 'deliveries', c.id::text, c.sensitivity FROM conversation c WHERE c.id = NEW.conversation_id;
  RETURN NULL;
END $$;
CREATE TRIGGER outbox_delivery_live AFTER UPDATE ON outbox FOR EACH ROW
  WHEN ((OLD.status IS DISTINCT FROM NEW.status AND NEW.status NOT IN ('queued', 'sending'))
    OR OLD.reason IS DISTINCT FROM NEW.reason)
  EXECUTE FUNCTION announce_delivery();
