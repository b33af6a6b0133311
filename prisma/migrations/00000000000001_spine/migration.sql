-- CreateSchema
CREATE SCHEMA IF NOT EXISTS "public";

-- CreateTable
CREATE TABLE "entity" (
    "slug" TEXT NOT NULL,
    "profile" JSONB NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "entity_pkey" PRIMARY KEY ("slug")
);

-- CreateTable
CREATE TABLE "barrio" (
    "id" TEXT NOT NULL,
    "entity_slug" TEXT NOT NULL,
    "comuna" TEXT NOT NULL,
    "comuna_name" TEXT,
    "localidad" TEXT,
    "name" TEXT NOT NULL,

    CONSTRAINT "barrio_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "contact" (
    "id" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "contact_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "contact_address" (
    "channel" TEXT NOT NULL,
    "address" TEXT NOT NULL,
    "contact_id" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "contact_address_pkey" PRIMARY KEY ("channel","address")
);

-- CreateTable
CREATE TABLE "consent" (
    "id" UUID NOT NULL,
    "contact_id" UUID NOT NULL,
    "purpose" TEXT NOT NULL,
    "granted" BOOLEAN NOT NULL,
    "text_version" TEXT NOT NULL,
    "text_hash" TEXT NOT NULL,
    "channel" TEXT NOT NULL,
    "event_id" BIGINT,
    "given_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "consent_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "conversation" (
    "id" UUID NOT NULL,
    "channel" TEXT NOT NULL,
    "address" TEXT NOT NULL,
    "contact_id" UUID NOT NULL,
    "state" JSONB NOT NULL DEFAULT '{}',
    "version" INTEGER NOT NULL DEFAULT 0,
    "next_seq" INTEGER NOT NULL DEFAULT 1,
    "owner" TEXT NOT NULL DEFAULT 'assistant',
    "waiting_since" TIMESTAMPTZ(3),
    "sensitivity" TEXT NOT NULL DEFAULT 'normal',
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "conversation_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "event" (
    "id" BIGSERIAL NOT NULL,
    "conversation_id" UUID NOT NULL,
    "channel_message_id" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "content" JSONB NOT NULL,
    "sensitivity" TEXT NOT NULL DEFAULT 'normal',
    "received_at" TIMESTAMPTZ(3) NOT NULL,
    "seq" INTEGER,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "errors" INTEGER NOT NULL DEFAULT 0,
    "claimed_by" TEXT,
    "processed_at" TIMESTAMPTZ(3),
    "outcome" TEXT,

    CONSTRAINT "event_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "outbox" (
    "id" UUID NOT NULL,
    "conversation_id" UUID NOT NULL,
    "seq" INTEGER NOT NULL,
    "channel" TEXT NOT NULL,
    "recipient" TEXT NOT NULL,
    "class" TEXT NOT NULL,
    "content" JSONB NOT NULL,
    "sensitivity" TEXT NOT NULL DEFAULT 'normal',
    "status" TEXT NOT NULL DEFAULT 'queued',
    "reason" TEXT,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "available_at" TIMESTAMPTZ(3) NOT NULL,
    "expires_at" TIMESTAMPTZ(3),
    "locked_by" TEXT,
    "locked_until" TIMESTAMPTZ(3),
    "provider_id" TEXT,
    "in_reply_to" BIGINT,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "sent_at" TIMESTAMPTZ(3),
    "delivered_at" TIMESTAMPTZ(3),
    "read_at" TIMESTAMPTZ(3),

    CONSTRAINT "outbox_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "question" (
    "id" UUID NOT NULL,
    "conversation_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "case_ref" TEXT NOT NULL,
    "attempt" INTEGER NOT NULL DEFAULT 1,
    "status" TEXT NOT NULL DEFAULT 'waiting',
    "prompt_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "asked_at" TIMESTAMPTZ(3),
    "expires_at" TIMESTAMPTZ(3),
    "answered_at" TIMESTAMPTZ(3),
    "answer" JSONB,

    CONSTRAINT "question_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "file" (
    "id" UUID NOT NULL,
    "conversation_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "mime_type" TEXT NOT NULL,
    "bytes" INTEGER NOT NULL,
    "sha256" TEXT NOT NULL,
    "status" TEXT NOT NULL,
    "original_key" TEXT NOT NULL,
    "prepared_key" TEXT,
    "sensitivity" TEXT NOT NULL DEFAULT 'normal',
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "file_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "counter" (
    "series" TEXT NOT NULL,
    "year" INTEGER NOT NULL,
    "value" INTEGER NOT NULL,

    CONSTRAINT "counter_pkey" PRIMARY KEY ("series","year")
);

-- CreateTable
CREATE TABLE "pqrs" (
    "id" UUID NOT NULL,
    "radicado" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "regime" TEXT NOT NULL,
    "about_service" BOOLEAN NOT NULL,
    "description" TEXT NOT NULL,
    "account_number" TEXT,
    "barrio_id" TEXT,
    "barrio_text" TEXT,
    "contact_id" UUID,
    "conversation_id" UUID,
    "petitioner_name" TEXT,
    "channel" TEXT NOT NULL,
    "status" TEXT NOT NULL,
    "sensitivity" TEXT NOT NULL DEFAULT 'normal',
    "received_at" TIMESTAMPTZ(3) NOT NULL,
    "due_on" DATE,
    "internal_due_on" DATE,
    "rule_version" TEXT NOT NULL,
    "verification_hash" TEXT NOT NULL,
    "verification_failures" INTEGER NOT NULL DEFAULT 0,
    "verification_failed_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "pqrs_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "pqrs_annex" (
    "pqrs_id" UUID NOT NULL,
    "file_id" UUID NOT NULL,
    "position" INTEGER NOT NULL,

    CONSTRAINT "pqrs_annex_pkey" PRIMARY KEY ("pqrs_id","file_id")
);

-- CreateTable
CREATE TABLE "audit" (
    "id" BIGSERIAL NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "actor_kind" TEXT NOT NULL,
    "actor_id" TEXT,
    "action" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "before" JSONB,
    "after" JSONB,

    CONSTRAINT "audit_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "cron_run" (
    "key" TEXT NOT NULL,
    "owner" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "cron_run_pkey" PRIMARY KEY ("key")
);

-- CreateTable
CREATE TABLE "installation" (
    "name" TEXT NOT NULL,
    "value" TEXT NOT NULL,

    CONSTRAINT "installation_pkey" PRIMARY KEY ("name")
);

-- CreateTable
CREATE TABLE "staff_user" (
    "id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "email" TEXT NOT NULL,
    "email_verified" BOOLEAN NOT NULL DEFAULT false,
    "image" TEXT,
    "role" TEXT NOT NULL DEFAULT 'atencion',
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "staff_user_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "staff_session" (
    "id" TEXT NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "token" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "ip_address" TEXT,
    "user_agent" TEXT,
    "user_id" TEXT NOT NULL,

    CONSTRAINT "staff_session_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "staff_account" (
    "id" TEXT NOT NULL,
    "account_id" TEXT NOT NULL,
    "provider_id" TEXT NOT NULL,
    "user_id" TEXT NOT NULL,
    "access_token" TEXT,
    "refresh_token" TEXT,
    "id_token" TEXT,
    "access_token_expires_at" TIMESTAMPTZ(3),
    "refresh_token_expires_at" TIMESTAMPTZ(3),
    "scope" TEXT,
    "password" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "staff_account_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "staff_verification" (
    "id" TEXT NOT NULL,
    "identifier" TEXT NOT NULL,
    "value" TEXT NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "staff_verification_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "staff_rate_limit" (
    "id" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "count" INTEGER NOT NULL,
    "last_request" BIGINT NOT NULL,

    CONSTRAINT "staff_rate_limit_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "sign_in_failure" (
    "email" TEXT NOT NULL,
    "failures" INTEGER NOT NULL,
    "last_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "sign_in_failure_pkey" PRIMARY KEY ("email")
);

-- CreateIndex
CREATE INDEX "barrio_entity_slug_name_idx" ON "barrio"("entity_slug", "name");

-- CreateIndex
CREATE INDEX "contact_address_contact_id_idx" ON "contact_address"("contact_id");

-- CreateIndex
CREATE INDEX "consent_contact_id_purpose_given_at_idx" ON "consent"("contact_id", "purpose", "given_at");

-- CreateIndex
CREATE INDEX "conversation_contact_id_idx" ON "conversation"("contact_id");

-- CreateIndex
CREATE UNIQUE INDEX "conversation_channel_address_key" ON "conversation"("channel", "address");

-- CreateIndex
CREATE INDEX "event_conversation_id_seq_idx" ON "event"("conversation_id", "seq");

-- CreateIndex
CREATE UNIQUE INDEX "event_conversation_id_channel_message_id_key" ON "event"("conversation_id", "channel_message_id");

-- CreateIndex
CREATE UNIQUE INDEX "outbox_conversation_id_seq_key" ON "outbox"("conversation_id", "seq");

-- CreateIndex
CREATE UNIQUE INDEX "question_conversation_id_kind_case_ref_attempt_key" ON "question"("conversation_id", "kind", "case_ref", "attempt");

-- CreateIndex
CREATE INDEX "file_conversation_id_created_at_idx" ON "file"("conversation_id", "created_at");

-- CreateIndex
CREATE UNIQUE INDEX "pqrs_radicado_key" ON "pqrs"("radicado");

-- CreateIndex
CREATE INDEX "pqrs_status_due_on_radicado_idx" ON "pqrs"("status", "due_on", "radicado");

-- CreateIndex
CREATE INDEX "pqrs_due_on_radicado_idx" ON "pqrs"("due_on", "radicado");

-- CreateIndex
CREATE INDEX "pqrs_contact_id_received_at_idx" ON "pqrs"("contact_id", "received_at");

-- CreateIndex
CREATE INDEX "pqrs_conversation_id_idx" ON "pqrs"("conversation_id");

-- CreateIndex
CREATE INDEX "pqrs_annex_file_id_idx" ON "pqrs_annex"("file_id");

-- CreateIndex
CREATE INDEX "audit_subject_id_idx" ON "audit"("subject", "id");

-- CreateIndex
CREATE INDEX "cron_run_at_idx" ON "cron_run"("at");

-- CreateIndex
CREATE UNIQUE INDEX "staff_user_email_key" ON "staff_user"("email");

-- CreateIndex
CREATE UNIQUE INDEX "staff_session_token_key" ON "staff_session"("token");

-- CreateIndex
CREATE INDEX "staff_session_user_id_idx" ON "staff_session"("user_id");

-- CreateIndex
CREATE INDEX "staff_account_user_id_idx" ON "staff_account"("user_id");

-- CreateIndex
CREATE INDEX "staff_verification_identifier_idx" ON "staff_verification"("identifier");

-- CreateIndex
CREATE UNIQUE INDEX "staff_rate_limit_key_key" ON "staff_rate_limit"("key");

-- AddForeignKey
ALTER TABLE "contact_address" ADD CONSTRAINT "contact_address_contact_id_fkey" FOREIGN KEY ("contact_id") REFERENCES "contact"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "consent" ADD CONSTRAINT "consent_contact_id_fkey" FOREIGN KEY ("contact_id") REFERENCES "contact"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "conversation" ADD CONSTRAINT "conversation_contact_id_fkey" FOREIGN KEY ("contact_id") REFERENCES "contact"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "event" ADD CONSTRAINT "event_conversation_id_fkey" FOREIGN KEY ("conversation_id") REFERENCES "conversation"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "outbox" ADD CONSTRAINT "outbox_conversation_id_fkey" FOREIGN KEY ("conversation_id") REFERENCES "conversation"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "question" ADD CONSTRAINT "question_conversation_id_fkey" FOREIGN KEY ("conversation_id") REFERENCES "conversation"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "file" ADD CONSTRAINT "file_conversation_id_fkey" FOREIGN KEY ("conversation_id") REFERENCES "conversation"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "pqrs" ADD CONSTRAINT "pqrs_contact_id_fkey" FOREIGN KEY ("contact_id") REFERENCES "contact"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "pqrs" ADD CONSTRAINT "pqrs_conversation_id_fkey" FOREIGN KEY ("conversation_id") REFERENCES "conversation"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "pqrs_annex" ADD CONSTRAINT "pqrs_annex_pqrs_id_fkey" FOREIGN KEY ("pqrs_id") REFERENCES "pqrs"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "pqrs_annex" ADD CONSTRAINT "pqrs_annex_file_id_fkey" FOREIGN KEY ("file_id") REFERENCES "file"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "staff_session" ADD CONSTRAINT "staff_session_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "staff_user"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "staff_account" ADD CONSTRAINT "staff_account_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "staff_user"("id") ON DELETE CASCADE ON UPDATE CASCADE;



-- What Prisma's schema cannot say: partial indexes, triggers and the two statements of a turn.

CREATE EXTENSION IF NOT EXISTS pg_trgm;
CREATE EXTENSION IF NOT EXISTS unaccent;

-- What a turn, the sweep and the dispatcher look for is always a handful among millions.
CREATE INDEX event_unprocessed_idx ON event (conversation_id, id) WHERE processed_at IS NULL;
CREATE INDEX outbox_lane_idx ON outbox (channel, recipient, class, seq) WHERE status IN ('queued', 'sending');
CREATE INDEX outbox_ready_idx ON outbox (channel, available_at) WHERE status IN ('queued', 'sending');
CREATE INDEX outbox_undelivered_idx ON outbox (conversation_id, seq) WHERE status IN ('sent', 'delivered');
CREATE UNIQUE INDEX outbox_provider_idx ON outbox (channel, provider_id) WHERE provider_id IS NOT NULL;
CREATE INDEX question_waiting_idx ON question (conversation_id, created_at) WHERE status = 'waiting';
CREATE INDEX file_pending_idx ON file (created_at) WHERE status = 'pending';
CREATE INDEX conversation_waiting_idx ON conversation (waiting_since) WHERE owner = 'waiting';

-- These rows change at every turn: room on the page keeps their updates off the indexes.
ALTER TABLE conversation SET (fillfactor = 70);
ALTER TABLE event SET (fillfactor = 80);
ALTER TABLE outbox SET (fillfactor = 80);

CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% is append-only', TG_TABLE_NAME;
END $$;
CREATE TRIGGER audit_append_only BEFORE UPDATE OR DELETE ON audit
  FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER consent_append_only BEFORE UPDATE ON consent
  FOR EACH ROW EXECUTE FUNCTION refuse_change();

-- Stores what arrived, many messages in one statement. A message id already there is left as it is.
-- The first attempt is counted here: whoever stores an event takes its turn at once, and this commit comes before it.
CREATE FUNCTION receive_events(p_worker text, p_events jsonb)
RETURNS TABLE (pos int, event_id bigint, duplicate boolean) LANGUAGE plpgsql AS $$
BEGIN
  RETURN QUERY
  WITH incoming AS (
    SELECT * FROM jsonb_to_recordset(p_events) AS x(
      pos int, conversation_id uuid, message_id text, kind text, content jsonb, sealed jsonb, received_at timestamptz)
  ), stored AS (
    INSERT INTO event (conversation_id, channel_message_id, kind, content, sensitivity, received_at, attempts, claimed_by)
    SELECT i.conversation_id, i.message_id, i.kind, CASE c.sensitivity WHEN 'normal' THEN i.content ELSE i.sealed END,
      c.sensitivity, i.received_at, 1, p_worker
    FROM incoming i JOIN conversation c ON c.id = i.conversation_id ORDER BY i.pos
    ON CONFLICT (conversation_id, channel_message_id) DO NOTHING
    RETURNING id, conversation_id, channel_message_id
  )
  SELECT i.pos, coalesce(s.id, e.id), s.id IS NULL
  FROM incoming i
  LEFT JOIN stored s ON s.conversation_id = i.conversation_id AND s.channel_message_id = i.message_id
  LEFT JOIN event e ON s.id IS NULL AND e.conversation_id = i.conversation_id AND e.channel_message_id = i.message_id;
END $$;

-- Opens a turn: locks the conversation unless another process holds it, then reads what waits in it.
-- Two statements, so that the events are read by a snapshot taken after the lock.
CREATE FUNCTION open_turn(p_conversation uuid, p_limit int)
RETURNS TABLE (
  channel text, address text, contact_id uuid, state jsonb, version int, next_seq int, owner text, sensitivity text,
  events jsonb, waiting_question uuid)
LANGUAGE plpgsql AS $$
DECLARE c conversation%ROWTYPE;
BEGIN
  SELECT * INTO c FROM conversation WHERE id = p_conversation FOR NO KEY UPDATE SKIP LOCKED;
  IF NOT FOUND THEN RETURN; END IF;
  RETURN QUERY SELECT c.channel, c.address, c.contact_id, c.state, c.version, c.next_seq, c.owner, c.sensitivity,
    (SELECT jsonb_agg(to_jsonb(w) ORDER BY w.id) FROM (
      SELECT e.id, e.channel_message_id, e.kind, e.content, e.sensitivity, e.received_at, e.attempts, e.errors, e.claimed_by
      FROM event e WHERE e.conversation_id = p_conversation AND e.processed_at IS NULL ORDER BY e.id LIMIT p_limit) w),
    (SELECT q.id FROM question q WHERE q.conversation_id = p_conversation AND q.status = 'waiting' ORDER BY q.created_at LIMIT 1);
END $$;

-- Ends a turn: state with its version, events with their seq, replies. Refuses as a whole if anything moved.
CREATE FUNCTION commit_turn(
  p_conversation uuid, p_version int, p_turn jsonb, p_events jsonb, p_outbox jsonb, p_now timestamptz)
RETURNS void LANGUAGE plpgsql AS $$
DECLARE n int;
BEGIN
  UPDATE conversation SET
    state = p_turn->'state', version = version + 1, next_seq = (p_turn->>'nextSeq')::int,
    owner = p_turn->>'owner', sensitivity = p_turn->>'sensitivity', updated_at = p_now,
    waiting_since = CASE WHEN p_turn->>'owner' = 'waiting' THEN coalesce(waiting_since, p_now) END
  WHERE id = p_conversation AND version = p_version;
  IF NOT FOUND THEN RAISE EXCEPTION 'stale turn' USING ERRCODE = '40001'; END IF;

  UPDATE event e SET seq = x.seq, outcome = x.outcome, sensitivity = coalesce(x.sensitivity, e.sensitivity),
    content = coalesce(x.content, e.content), processed_at = p_now
  FROM jsonb_to_recordset(p_events) AS x(id bigint, seq int, outcome text, sensitivity text, content jsonb)
  WHERE e.id = x.id AND e.conversation_id = p_conversation AND e.processed_at IS NULL;
  GET DIAGNOSTICS n = ROW_COUNT;
  IF n <> jsonb_array_length(p_events) THEN RAISE EXCEPTION 'stale turn' USING ERRCODE = '40001'; END IF;

  INSERT INTO outbox (id, conversation_id, seq, channel, recipient, class, content, sensitivity, available_at,
    expires_at, in_reply_to, created_at)
  SELECT x.id, p_conversation, x.seq, c.channel, c.address, x.class, x.content, x.sensitivity, p_now,
    x.expires_at, x.in_reply_to, p_now
  FROM jsonb_to_recordset(p_outbox) AS x(
    id uuid, seq int, class text, content jsonb, sensitivity text, expires_at timestamptz, in_reply_to bigint)
  JOIN conversation c ON c.id = p_conversation;
END $$;

-- Finds the conversation of an address or opens it with its contact; callers at once get the same one.
CREATE FUNCTION open_conversation(p_channel text, p_address text, p_contact uuid, p_conversation uuid)
RETURNS TABLE (id uuid, created boolean) LANGUAGE plpgsql AS $$
DECLARE found uuid; person uuid;
BEGIN
  SELECT c.id INTO found FROM conversation c WHERE c.channel = p_channel AND c.address = p_address;
  IF found IS NOT NULL THEN RETURN QUERY SELECT found, false; RETURN; END IF;
  PERFORM pg_advisory_xact_lock(hashtextextended(p_channel || ':' || p_address, 7270));
  SELECT c.id INTO found FROM conversation c WHERE c.channel = p_channel AND c.address = p_address;
  IF found IS NOT NULL THEN RETURN QUERY SELECT found, false; RETURN; END IF;
  SELECT a.contact_id INTO person FROM contact_address a WHERE a.channel = p_channel AND a.address = p_address;
  IF person IS NULL THEN
    person := p_contact;
    INSERT INTO contact (id) VALUES (person);
    INSERT INTO contact_address (channel, address, contact_id) VALUES (p_channel, p_address, person);
  END IF;
  INSERT INTO conversation (id, channel, address, contact_id) VALUES (p_conversation, p_channel, p_address, person);
  RETURN QUERY SELECT p_conversation, true;
END $$;
