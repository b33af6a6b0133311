-- DropIndex
DROP INDEX "pqrs_due_on_radicado_idx";

-- DropIndex
DROP INDEX "pqrs_status_due_on_radicado_idx";

-- AlterTable
ALTER TABLE "pqrs" ADD COLUMN     "petitioner_words" TEXT,
ADD COLUMN     "reviewed_at" TIMESTAMPTZ(3),
ADD COLUMN     "reviewed_by" TEXT,
ADD COLUMN     "version" INTEGER NOT NULL DEFAULT 1;

-- AlterTable
ALTER TABLE "sender" ADD COLUMN     "stopped_cause" TEXT,
ADD COLUMN     "stopped_note" TEXT;

-- CreateTable
CREATE TABLE "live_event" (
    "id" BIGSERIAL NOT NULL,
    "kind" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "sensitivity" TEXT NOT NULL DEFAULT 'normal',
    "staff_id" TEXT,
    "xid" xid8 NOT NULL DEFAULT pg_current_xact_id(),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT clock_timestamp(),

    CONSTRAINT "live_event_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "saved_view" (
    "id" UUID NOT NULL,
    "owner_id" TEXT NOT NULL,
    "list" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "filter" JSONB NOT NULL,
    "shared" BOOLEAN NOT NULL DEFAULT false,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "saved_view_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "notification" (
    "id" UUID NOT NULL,
    "staff_id" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "read_at" TIMESTAMPTZ(3),

    CONSTRAINT "notification_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "live_event_xid_id_idx" ON "live_event"("xid", "id");

-- CreateIndex
CREATE INDEX "live_event_created_at_idx" ON "live_event"("created_at");

-- CreateIndex
CREATE INDEX "saved_view_shared_idx" ON "saved_view"("shared");

-- CreateIndex
CREATE UNIQUE INDEX "saved_view_owner_id_list_name_key" ON "saved_view"("owner_id", "list", "name");

-- CreateIndex
CREATE INDEX "notification_staff_id_created_at_id_idx" ON "notification"("staff_id", "created_at", "id");

-- CreateIndex
CREATE INDEX "notification_created_at_idx" ON "notification"("created_at");

-- CreateIndex
CREATE UNIQUE INDEX "notification_staff_id_kind_subject_key" ON "notification"("staff_id", "kind", "subject");

-- CreateIndex
CREATE INDEX "contact_created_at_id_idx" ON "contact"("created_at", "id");

-- AddForeignKey
ALTER TABLE "saved_view" ADD CONSTRAINT "saved_view_owner_id_fkey" FOREIGN KEY ("owner_id") REFERENCES "staff_user"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "notification" ADD CONSTRAINT "notification_staff_id_fkey" FOREIGN KEY ("staff_id") REFERENCES "staff_user"("id") ON DELETE CASCADE ON UPDATE CASCADE;



-- What Prisma's schema cannot say: the orders of the lists, the words of a name, and what tells the console of changes.

-- The orders of the lists. A PQRS without term comes last, and in one expression, so that a page goes on from its
-- cursor by one comparison of rows. The states are those in which an answer is owed: the list that is open all day.
CREATE INDEX pqrs_due_order_idx ON pqrs ((coalesce(due_on, 'infinity'::date)), radicado);
CREATE INDEX pqrs_open_due_order_idx ON pqrs ((coalesce(due_on, 'infinity'::date)), radicado)
  WHERE status IN ('RADICADA', 'CLASIFICADA', 'ASIGNADA', 'EN_TRAMITE', 'PROYECTADA', 'APROBADA',
    'REQUERIDA_COMPLETAR', 'EN_PRUEBAS', 'SAP_PRESUNTO');
CREATE INDEX pqrs_status_due_order_idx ON pqrs (status, (coalesce(due_on, 'infinity'::date)), radicado);
CREATE INDEX pqrs_barrio_due_order_idx ON pqrs (barrio_id, (coalesce(due_on, 'infinity'::date)), radicado);
CREATE INDEX pqrs_received_order_idx ON pqrs (received_at, radicado);

-- A name without accents, capitals or signs, its words apart by one space. The dictionary is named, so the answer for
-- a text is always the same.
CREATE FUNCTION plain_words(p_text text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT trim(regexp_replace(lower(public.unaccent('public.unaccent'::regdictionary, p_text)), '[^[:alnum:]]+', ' ', 'g'))
$$;

-- The words of the petitioner's name beside it, each after a space: what is found is compared once more with every row
-- of the index, and to make the words again there would take most of the search.
CREATE FUNCTION set_petitioner_words() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.petitioner_words := ' ' || plain_words(NEW.petitioner_name);
  RETURN NEW;
END $$;
CREATE TRIGGER pqrs_petitioner_words BEFORE INSERT OR UPDATE OF petitioner_name ON pqrs
  FOR EACH ROW EXECUTE FUNCTION set_petitioner_words();
UPDATE pqrs SET petitioner_words = ' ' || plain_words(petitioner_name) WHERE petitioner_name IS NOT NULL;
CREATE INDEX pqrs_petitioner_words_idx ON pqrs USING gin (petitioner_words gin_trgm_ops);

-- A guess of the acuse's code changes nothing that a colleague works on.
CREATE FUNCTION raise_pqrs_version() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.version := OLD.version + 1;
  RETURN NEW;
END $$;
CREATE TRIGGER pqrs_version BEFORE UPDATE ON pqrs FOR EACH ROW
  WHEN ((OLD.verification_failures, OLD.verification_failed_at)
    IS NOT DISTINCT FROM (NEW.verification_failures, NEW.verification_failed_at))
  EXECUTE FUNCTION raise_pqrs_version();

-- Writes that something has changed and wakes the readers when this transaction commits. The notice carries nothing:
-- readers look at the table. What calls this happens seldom; an ordinary turn never does, so commits do not queue.
CREATE FUNCTION announce_live(p_kind text, p_subject text, p_sensitivity text, p_staff text) RETURNS void
LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO live_event (kind, subject, sensitivity, staff_id)
  VALUES (p_kind, p_subject, p_sensitivity, p_staff);
  PERFORM pg_notify('vecino_live', '');
END $$;

-- Of one statement, however many rows it has.
CREATE FUNCTION announce_filed_pqrs() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO live_event (kind, subject, sensitivity) SELECT 'pqrs', n.radicado, n.sensitivity FROM made n;
  IF FOUND THEN PERFORM pg_notify('vecino_live', ''); END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER pqrs_filed_live AFTER INSERT ON pqrs REFERENCING NEW TABLE AS made
  FOR EACH STATEMENT EXECUTE FUNCTION announce_filed_pqrs();

CREATE FUNCTION announce_changed_pqrs() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO live_event (kind, subject, sensitivity) SELECT 'pqrs', n.radicado, n.sensitivity
  FROM changed n JOIN former f ON f.id = n.id AND f.version <> n.version;
  IF FOUND THEN PERFORM pg_notify('vecino_live', ''); END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER pqrs_changed_live AFTER UPDATE ON pqrs REFERENCING OLD TABLE AS former NEW TABLE AS changed
  FOR EACH STATEMENT EXECUTE FUNCTION announce_changed_pqrs();

-- Who answers a conversation, and since when somebody waits for a person.
CREATE FUNCTION announce_conversation() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM announce_live('conversations', NEW.id::text, NEW.sensitivity, NULL);
  RETURN NULL;
END $$;
CREATE TRIGGER conversation_owner_live AFTER UPDATE ON conversation FOR EACH ROW
  WHEN (OLD.owner IS DISTINCT FROM NEW.owner) EXECUTE FUNCTION announce_conversation();

CREATE FUNCTION announce_channel() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM announce_live('channels', NEW.account, 'normal', NULL);
  RETURN NULL;
END $$;
CREATE TRIGGER whatsapp_account_made_live AFTER INSERT ON whatsapp_account
  FOR EACH ROW EXECUTE FUNCTION announce_channel();
CREATE TRIGGER whatsapp_account_changed_live AFTER UPDATE ON whatsapp_account FOR EACH ROW
  WHEN ((OLD.state, OLD.reason, OLD.wanted, OLD.me, OLD.pairing)
    IS DISTINCT FROM (NEW.state, NEW.reason, NEW.wanted, NEW.me, NEW.pairing))
  EXECUTE FUNCTION announce_channel();
-- The row of a number changes with every message that it sends: only its stops are told.
CREATE TRIGGER sender_stopped_live AFTER UPDATE ON sender FOR EACH ROW
  WHEN (OLD.stopped_scope IS DISTINCT FROM NEW.stopped_scope) EXECUTE FUNCTION announce_channel();

CREATE FUNCTION announce_staff() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM announce_live('staff', coalesce(NEW.id, OLD.id), 'normal', NULL);
  RETURN NULL;
END $$;
CREATE TRIGGER staff_user_live AFTER INSERT OR DELETE ON staff_user
  FOR EACH ROW EXECUTE FUNCTION announce_staff();
CREATE TRIGGER staff_user_changed_live AFTER UPDATE ON staff_user FOR EACH ROW
  WHEN (OLD.* IS DISTINCT FROM NEW.*) EXECUTE FUNCTION announce_staff();

-- What is shown beside a colleague: the open invitation, and the days on which somebody else answers.
CREATE FUNCTION announce_of_staff() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM announce_live('staff', to_jsonb(NEW) ->> TG_ARGV[0], 'normal', NULL);
  RETURN NULL;
END $$;
CREATE TRIGGER staff_invitation_live AFTER INSERT OR UPDATE ON staff_invitation
  FOR EACH ROW EXECUTE FUNCTION announce_of_staff('user_id');
CREATE TRIGGER staff_absence_live AFTER INSERT OR UPDATE ON staff_absence
  FOR EACH ROW EXECUTE FUNCTION announce_of_staff('staff_id');

CREATE FUNCTION announce_settings() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM announce_live('settings', TG_TABLE_NAME, 'normal', NULL);
  RETURN NULL;
END $$;
CREATE TRIGGER entity_live AFTER INSERT OR UPDATE OR DELETE ON entity
  FOR EACH STATEMENT EXECUTE FUNCTION announce_settings();
CREATE TRIGGER barrio_live AFTER INSERT OR UPDATE OR DELETE ON barrio
  FOR EACH STATEMENT EXECUTE FUNCTION announce_settings();

-- A view that is, or was, everybody's is told to everybody.
CREATE FUNCTION announce_view() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE for_all boolean := coalesce(NEW.shared, false) OR coalesce(OLD.shared, false);
BEGIN
  PERFORM announce_live('views', coalesce(NEW.id, OLD.id)::text, 'normal',
    CASE WHEN for_all THEN NULL ELSE coalesce(NEW.owner_id, OLD.owner_id) END);
  RETURN NULL;
END $$;
CREATE TRIGGER saved_view_live AFTER INSERT OR UPDATE OR DELETE ON saved_view
  FOR EACH ROW EXECUTE FUNCTION announce_view();

CREATE FUNCTION announce_notification() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM announce_live('notifications', NEW.id::text, 'normal', NEW.staff_id);
  RETURN NULL;
END $$;
CREATE TRIGGER notification_live AFTER INSERT OR UPDATE ON notification
  FOR EACH ROW EXECUTE FUNCTION announce_notification();

-- What of the outbox the console lists. No message on its way to be sent is in any of these: it costs an entry when it
-- has left, and one more when it arrives. The ids are made in the order of time.
CREATE INDEX outbox_ledger_idx ON outbox (channel, status, id)
  WHERE status IN ('sent', 'delivered', 'read', 'failed', 'skipped', 'expired');
CREATE INDEX outbox_dead_idx ON outbox (available_at) WHERE status IN ('failed', 'skipped');
CREATE INDEX outbox_expired_idx ON outbox (expires_at) WHERE status = 'expired';
CREATE INDEX event_given_up_idx ON event (id) WHERE outcome = 'handed-to-human';
CREATE INDEX whatsapp_journal_quarantined_idx ON whatsapp_journal (at) WHERE quarantined IS NOT NULL;

-- A message that failed for good is told. One that a rule skips is not: a campaign that is stopped has thousands.
CREATE FUNCTION announce_failed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM announce_live('channels', 'outbox', 'normal', NULL);
  RETURN NULL;
END $$;
CREATE TRIGGER outbox_failed_live AFTER UPDATE ON outbox FOR EACH ROW
  WHEN (NEW.status = 'failed' AND OLD.status IS DISTINCT FROM NEW.status) EXECUTE FUNCTION announce_failed();

-- Stops a number, or stops more of it, with what a person gave as the cause: what is stopped is never let go here. A
-- number without a row has rested for ever.
DROP FUNCTION stop_sender(text, text, text, text, timestamptz);
CREATE FUNCTION stop_sender(
  p_account text, p_scope text, p_reason text, p_by text, p_now timestamptz, p_cause text DEFAULT NULL,
  p_note text DEFAULT NULL)
RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO sender (account, tokens, refilled_at) VALUES (p_account, 0, to_timestamp(0)) ON CONFLICT DO NOTHING;
  UPDATE sender SET stopped_scope = p_scope, stopped_reason = p_reason, stopped_by = p_by, stopped_at = p_now,
    stopped_cause = p_cause, stopped_note = p_note
  WHERE account = p_account AND array_position(ARRAY['none', 'proactive', 'all'], stopped_scope)
    < array_position(ARRAY['none', 'proactive', 'all'], p_scope);
END $$;
