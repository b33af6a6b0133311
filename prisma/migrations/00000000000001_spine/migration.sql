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

-- The statements of a turn walk indexes only: a plan made while the tables were small would go on reading all of
-- `event` at every turn of a busy day.

-- Stores what arrived, many messages in one statement. A message id already there is left as it is and not returned.
-- The first attempt is counted here: whoever stores an event takes its turn at once, and this commit comes before it.
CREATE FUNCTION receive_events(p_worker text, p_events jsonb)
RETURNS TABLE (event_id bigint, stored_in uuid, message_id text) LANGUAGE plpgsql
SET enable_seqscan = off SET enable_hashjoin = off SET enable_mergejoin = off AS $$
BEGIN
  RETURN QUERY
  INSERT INTO event AS e (conversation_id, channel_message_id, kind, content, sensitivity, received_at, attempts, claimed_by)
  SELECT i.conversation_id, i.message_id, i.kind, CASE c.sensitivity WHEN 'normal' THEN i.content ELSE i.sealed END,
    c.sensitivity, i.received_at, 1, p_worker
  FROM jsonb_to_recordset(p_events) AS i(
    pos int, conversation_id uuid, message_id text, kind text, content jsonb, sealed jsonb, received_at timestamptz)
  JOIN conversation c ON c.id = i.conversation_id ORDER BY i.pos
  ON CONFLICT (conversation_id, channel_message_id) DO NOTHING
  RETURNING e.id, e.conversation_id, e.channel_message_id;
END $$;

-- Opens turns: locks the conversations that no other process holds, then reads what waits in them.
-- Two statements, so that the events are read by a snapshot taken after the locks.
CREATE FUNCTION open_turns(p_conversations uuid[], p_limit int)
RETURNS TABLE (
  id uuid, channel text, contact_id uuid, state jsonb, version int, next_seq int, owner text, sensitivity text,
  events jsonb, waiting_question uuid)
LANGUAGE plpgsql
SET enable_seqscan = off SET enable_hashjoin = off SET enable_mergejoin = off SET plan_cache_mode = force_generic_plan AS $$
DECLARE locked uuid[];
BEGIN
  SELECT array_agg(l.id) INTO locked FROM (
    SELECT c.id FROM conversation c WHERE c.id = ANY(p_conversations) ORDER BY c.id FOR NO KEY UPDATE SKIP LOCKED) l;
  RETURN QUERY SELECT c.id, c.channel, c.contact_id, c.state, c.version, c.next_seq, c.owner, c.sensitivity,
    (SELECT jsonb_agg(to_jsonb(w) ORDER BY w.id) FROM (
      SELECT e.id, e.kind, e.content, e.sensitivity, e.received_at, e.attempts, e.errors, e.claimed_by
      FROM event e WHERE e.conversation_id = c.id AND e.processed_at IS NULL ORDER BY e.id LIMIT p_limit) w),
    (SELECT q.id FROM question q WHERE q.conversation_id = c.id AND q.status = 'waiting' ORDER BY q.created_at LIMIT 1)
  FROM conversation c WHERE c.id = ANY(locked);
END $$;

-- Locks a conversation as it was read. Waits for whoever holds it, and refuses if a turn came between.
CREATE FUNCTION hold_turn(p_conversation uuid, p_version int) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  PERFORM FROM conversation c WHERE c.id = p_conversation AND c.version = p_version FOR NO KEY UPDATE;
  IF NOT FOUND THEN RAISE EXCEPTION 'stale turn' USING ERRCODE = '40001'; END IF;
END $$;

-- Ends turns: states with their versions, events with their seq, replies. Refuses all of them if anything moved.
CREATE FUNCTION commit_turns(p_turns jsonb, p_events jsonb, p_outbox jsonb) RETURNS void LANGUAGE plpgsql
SET enable_seqscan = off SET enable_hashjoin = off SET enable_mergejoin = off AS $$
DECLARE n int;
BEGIN
  UPDATE conversation c SET
    state = t.state, version = c.version + 1, next_seq = t.next_seq, owner = t.owner, sensitivity = t.sensitivity,
    updated_at = t.now, waiting_since = CASE WHEN t.owner = 'waiting' THEN coalesce(c.waiting_since, t.now) END
  FROM jsonb_to_recordset(p_turns) AS t(
    id uuid, version int, state jsonb, next_seq int, owner text, sensitivity text, now timestamptz)
  WHERE c.id = t.id AND c.version = t.version;
  GET DIAGNOSTICS n = ROW_COUNT;
  IF n <> jsonb_array_length(p_turns) THEN RAISE EXCEPTION 'stale turn' USING ERRCODE = '40001'; END IF;

  UPDATE event e SET seq = x.seq, outcome = x.outcome, sensitivity = coalesce(x.sensitivity, e.sensitivity),
    content = coalesce(x.content, e.content), processed_at = x.now
  FROM jsonb_to_recordset(p_events) AS x(
    id bigint, conversation_id uuid, seq int, outcome text, sensitivity text, content jsonb, now timestamptz)
  WHERE e.id = x.id AND e.conversation_id = x.conversation_id AND e.processed_at IS NULL;
  GET DIAGNOSTICS n = ROW_COUNT;
  IF n <> jsonb_array_length(p_events) THEN RAISE EXCEPTION 'stale turn' USING ERRCODE = '40001'; END IF;

  INSERT INTO outbox (id, conversation_id, seq, channel, recipient, class, content, sensitivity, available_at,
    expires_at, in_reply_to, created_at)
  SELECT x.id, x.conversation_id, x.seq, c.channel, c.address, x.class, x.content, x.sensitivity, x.now,
    x.expires_at, x.in_reply_to, x.now
  FROM jsonb_to_recordset(p_outbox) AS x(
    id uuid, conversation_id uuid, seq int, class text, content jsonb, sensitivity text, expires_at timestamptz,
    in_reply_to bigint, now timestamptz)
  JOIN conversation c ON c.id = x.conversation_id;
END $$;

-- Writes what became of the messages sent last, then claims the head of each lane and no other row: whatever comes
-- first in a lane holds it until it is done. One pass over what waits, along an index that forgets dead entries as
-- it meets them, so that the work grows with what waits and not with its square. More heads are chosen than wanted,
-- because another process may hold some; the status is checked again under the lock, so no two hold the same.
-- With nothing to write but the claim, the flush to disk is left for the next commit: a claim that a crash takes back
-- is a message that was sent and not written down, which can happen between sending and writing anyway.
CREATE FUNCTION claim_outbox(
  p_worker text, p_outcomes jsonb, p_channels text[], p_recipient text, p_limit int, p_lease_seconds int, p_now timestamptz)
RETURNS SETOF outbox LANGUAGE plpgsql
SET enable_seqscan = off SET enable_bitmapscan = off SET enable_hashjoin = off SET enable_mergejoin = off
SET plan_cache_mode = force_generic_plan AS $$
DECLARE chosen uuid[];
BEGIN
  IF jsonb_array_length(p_outcomes) = 0 THEN
    PERFORM set_config('synchronous_commit', 'off', true);
  ELSE
    UPDATE outbox o SET
      status = CASE x.kind WHEN 'retry' THEN 'queued' ELSE x.kind END,
      reason = x.reason, provider_id = coalesce(x."providerId", o.provider_id),
      sent_at = coalesce(x.at, o.sent_at), available_at = coalesce(x."availableAt", o.available_at),
      locked_by = NULL, locked_until = NULL
    FROM jsonb_to_recordset(p_outcomes) AS x(
      id uuid, kind text, reason text, "providerId" text, at timestamptz, "availableAt" timestamptz)
    WHERE o.id = x.id AND o.status = 'sending' AND o.locked_by = p_worker;
  END IF;

  SELECT array_agg(h.id) INTO chosen FROM (
    SELECT head.id FROM (
      SELECT DISTINCT ON (o.channel, o.recipient, o.class)
        o.id, o.class, o.status, o.available_at, o.locked_until, o.expires_at
      FROM outbox o
      WHERE o.status IN ('queued', 'sending') AND o.channel = ANY(p_channels)
        AND (p_recipient IS NULL OR o.recipient = p_recipient)
      ORDER BY o.channel, o.recipient, o.class, o.seq) head
    WHERE head.available_at <= p_now AND (head.status = 'queued' OR head.locked_until < p_now)
      AND (head.expires_at IS NULL OR head.expires_at > p_now)
    ORDER BY CASE head.class WHEN 'reply' THEN 0 WHEN 'case' THEN 1 ELSE 2 END, head.available_at, head.id
    LIMIT p_limit * 4) h;

  SELECT array_agg(h.id) INTO chosen FROM (
    SELECT o.id FROM outbox o
    WHERE o.id = ANY(chosen) AND (o.status = 'queued' OR (o.status = 'sending' AND o.locked_until < p_now))
    ORDER BY CASE o.class WHEN 'reply' THEN 0 WHEN 'case' THEN 1 ELSE 2 END, o.available_at, o.id
    LIMIT p_limit FOR UPDATE SKIP LOCKED) h;

  RETURN QUERY
  UPDATE outbox o SET status = 'sending', attempts = o.attempts + 1, locked_by = p_worker,
    locked_until = p_now + make_interval(secs => p_lease_seconds)
  WHERE o.id = ANY(chosen) RETURNING o.*;
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
