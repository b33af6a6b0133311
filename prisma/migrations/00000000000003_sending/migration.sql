-- AlterTable
ALTER TABLE "outbox" ADD COLUMN "purpose" TEXT;

-- CreateTable
CREATE TABLE "sender" (
    "account" TEXT NOT NULL,
    "tokens" DOUBLE PRECISION NOT NULL,
    "refilled_at" TIMESTAMPTZ(3) NOT NULL,
    "proactive_on" DATE,
    "proactive_sent" INTEGER NOT NULL DEFAULT 0,
    "proactive_free_at" TIMESTAMPTZ(3),
    "refused_in_a_row" INTEGER NOT NULL DEFAULT 0,
    "stopped_scope" TEXT NOT NULL DEFAULT 'none',
    "stopped_reason" TEXT,
    "stopped_at" TIMESTAMPTZ(3),
    "stopped_by" TEXT,
    "resumed_at" TIMESTAMPTZ(3),
    "resumed_by" TEXT,

    CONSTRAINT "sender_pkey" PRIMARY KEY ("account")
);

-- CreateTable
CREATE TABLE "sender_recipient" (
    "account" TEXT NOT NULL,
    "recipient" TEXT NOT NULL,
    "next_free_at" TIMESTAMPTZ(3),
    "last_checked_at" TIMESTAMPTZ(3),
    "registered" BOOLEAN,

    CONSTRAINT "sender_recipient_pkey" PRIMARY KEY ("account","recipient")
);



-- The row of a number changes at every message: room on the page keeps its updates off the index.
ALTER TABLE sender SET (fillfactor = 50);

-- Ends turns: states with their versions, events with their seq, replies. Refuses all of them if anything moved.
CREATE OR REPLACE FUNCTION commit_turns(p_turns jsonb, p_events jsonb, p_outbox jsonb) RETURNS void LANGUAGE plpgsql
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

  INSERT INTO outbox (id, conversation_id, seq, channel, recipient, class, purpose, content, sensitivity, available_at,
    expires_at, in_reply_to, created_at)
  SELECT x.id, x.conversation_id, x.seq, c.channel, c.address, x.class, x.purpose, x.content, x.sensitivity, x.now,
    x.expires_at, x.in_reply_to, x.now
  FROM jsonb_to_recordset(p_outbox) AS x(
    id uuid, conversation_id uuid, seq int, class text, purpose text, content jsonb, sensitivity text,
    expires_at timestamptz, in_reply_to bigint, now timestamptz)
  JOIN conversation c ON c.id = x.conversation_id;
END $$;

-- Writes what became of messages that the worker still holds. `held` was no try, so its attempt is given back, and
-- without an instant it keeps its place in the order. A message that a receipt raised meanwhile only learns the
-- channel's id.
CREATE FUNCTION settle_outbox(p_worker text, p_outcomes jsonb) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  UPDATE outbox o SET
    status = CASE WHEN o.status <> 'sending' THEN o.status WHEN x.kind IN ('retry', 'held') THEN 'queued' ELSE x.kind END,
    reason = CASE WHEN o.status = 'sending' THEN x.reason ELSE o.reason END,
    provider_id = coalesce(x."providerId", o.provider_id), sent_at = least(coalesce(x.at, o.sent_at), o.delivered_at, o.read_at),
    available_at = coalesce(x."availableAt", o.available_at),
    attempts = CASE x.kind WHEN 'held' THEN greatest(o.attempts - 1, 0) ELSE o.attempts END,
    locked_by = NULL, locked_until = NULL
  FROM jsonb_to_recordset(p_outcomes) AS x(
    id uuid, kind text, reason text, "providerId" text, at timestamptz, "availableAt" timestamptz)
  WHERE o.id = x.id AND o.locked_by = p_worker
    AND (o.status = 'sending' OR (x.kind = 'sent' AND o.status IN ('sent', 'delivered', 'read')));
END $$;

-- Writes what became of the messages sent last, then claims the head of each lane and no other row: whatever comes
-- first in a lane holds it until it is done. One pass over what waits, along an index that forgets dead entries as
-- it meets them, so that the work grows with what waits and not with its square. More heads are chosen than wanted,
-- because another process may hold some; the status is checked again under the lock, so no two hold the same.
-- A head whose moment has passed ends here instead of being claimed.
-- Given an account, nothing is claimed but by the owner of its lease, whose row stays as it is until the commit: a
-- successor begins after this claim and finds it, or before, and there is none.
-- With nothing to write but the claim, the flush to disk is left for the next commit: a claim that a crash takes back
-- is a message that was sent and not written down, which can happen between sending and writing anyway.
DROP FUNCTION claim_outbox(text, jsonb, text[], text, int, int, timestamptz);
CREATE FUNCTION claim_outbox(
  p_worker text, p_outcomes jsonb, p_channels text[], p_recipient text, p_limit int, p_lease_seconds int, p_now timestamptz,
  p_classes text[] DEFAULT NULL, p_account text DEFAULT NULL, p_epoch int DEFAULT NULL)
RETURNS SETOF outbox LANGUAGE plpgsql
SET enable_seqscan = off SET enable_bitmapscan = off SET enable_hashjoin = off SET enable_mergejoin = off
SET plan_cache_mode = force_generic_plan AS $$
DECLARE chosen uuid[]; late boolean;
BEGIN
  IF jsonb_array_length(p_outcomes) = 0 THEN
    PERFORM set_config('synchronous_commit', 'off', true);
  ELSE
    PERFORM settle_outbox(p_worker, p_outcomes);
  END IF;
  IF p_account IS NOT NULL THEN
    PERFORM FROM whatsapp_lease l WHERE l.account = p_account AND l.epoch = p_epoch FOR SHARE;
    IF NOT FOUND THEN RETURN; END IF;
  END IF;

  SELECT array_agg(h.id) INTO chosen FROM (
    SELECT head.id FROM (
      SELECT DISTINCT ON (o.channel, o.recipient, o.class)
        o.id, o.class, o.status, o.available_at, o.locked_until, o.expires_at
      FROM outbox o
      WHERE o.status IN ('queued', 'sending') AND o.channel = ANY(p_channels)
        AND (p_recipient IS NULL OR o.recipient = p_recipient) AND (p_classes IS NULL OR o.class = ANY(p_classes))
      ORDER BY o.channel, o.recipient, o.class, o.seq) head
    WHERE (head.available_at <= p_now OR head.expires_at <= p_now)
      AND (head.status = 'queued' OR head.locked_until < p_now)
    ORDER BY CASE head.class WHEN 'reply' THEN 0 WHEN 'case' THEN 1 ELSE 2 END, head.available_at, head.id
    LIMIT p_limit * 4) h;

  SELECT array_agg(h.id), bool_or(h.expires_at <= p_now) INTO chosen, late FROM (
    SELECT o.id, o.expires_at FROM outbox o
    WHERE o.id = ANY(chosen) AND (o.status = 'queued' OR (o.status = 'sending' AND o.locked_until < p_now))
    ORDER BY CASE o.class WHEN 'reply' THEN 0 WHEN 'case' THEN 1 ELSE 2 END, o.available_at, o.id
    LIMIT p_limit FOR UPDATE SKIP LOCKED) h;

  IF late THEN
    UPDATE outbox o SET status = 'expired', reason = 'expired', locked_by = NULL, locked_until = NULL
    WHERE o.id = ANY(chosen) AND o.expires_at <= p_now;
  END IF;

  RETURN QUERY
  UPDATE outbox o SET status = 'sending', attempts = o.attempts + 1, locked_by = p_worker,
    locked_until = p_now + make_interval(secs => p_lease_seconds)
  WHERE o.id = ANY(chosen) AND o.status <> 'expired' RETURNING o.*;
END $$;

-- Takes one message from the pace of a number, or says why not and when to ask again. One statement under the lock of
-- the number's row: a process that stops in the middle holds nothing. The same arithmetic as the rules in the program.
CREATE FUNCTION reserve_send(
  p_account text, p_recipient text, p_class text, p_spared boolean, p_now timestamptz, p_today date,
  p_capacity float8, p_reserve float8, p_per_second float8, p_ceiling int, p_next_free_at timestamptz, p_proactive_gap float8)
RETURNS TABLE (refusal text, free_at timestamptz) LANGUAGE plpgsql AS $$
DECLARE s sender; refilled float8; needed float8; today_sent int; person_free_at timestamptz;
BEGIN
  INSERT INTO sender (account, tokens, refilled_at) VALUES (p_account, p_capacity, p_now) ON CONFLICT DO NOTHING;
  SELECT * INTO s FROM sender WHERE account = p_account FOR UPDATE;
  IF s.stopped_scope = 'all' OR (s.stopped_scope = 'proactive' AND NOT p_spared) THEN
    RETURN QUERY SELECT 'sender-stopped', NULL::timestamptz; RETURN;
  END IF;
  SELECT r.next_free_at INTO person_free_at FROM sender_recipient r
  WHERE r.account = p_account AND r.recipient = p_recipient;
  IF person_free_at > p_now THEN
    RETURN QUERY SELECT 'person-pace', person_free_at; RETURN;
  END IF;
  today_sent := CASE WHEN s.proactive_on = p_today THEN s.proactive_sent ELSE 0 END;
  IF p_class = 'proactive' AND today_sent >= p_ceiling THEN
    RETURN QUERY SELECT 'daily-ceiling', NULL::timestamptz; RETURN;
  END IF;
  IF p_class = 'proactive' AND s.proactive_free_at > p_now THEN
    RETURN QUERY SELECT 'proactive-pace', s.proactive_free_at; RETURN;
  END IF;
  refilled := least(p_capacity,
    s.tokens + greatest(0, extract(epoch FROM p_now - s.refilled_at)::float8) * p_per_second);
  needed := CASE p_class WHEN 'reply' THEN 1 ELSE 1 + p_reserve END;
  IF refilled < needed - 1e-9 THEN
    RETURN QUERY SELECT CASE WHEN refilled < 1 - 1e-9 THEN 'pace' ELSE 'reply-reserve' END,
      greatest(p_now, s.refilled_at) + make_interval(secs => ceil((needed - refilled) / p_per_second * 1000) / 1000);
    RETURN;
  END IF;
  UPDATE sender SET tokens = refilled - 1, refilled_at = greatest(p_now, s.refilled_at),
    proactive_on = CASE p_class WHEN 'proactive' THEN p_today ELSE s.proactive_on END,
    proactive_sent = CASE p_class WHEN 'proactive' THEN today_sent + 1 ELSE s.proactive_sent END,
    proactive_free_at = CASE p_class WHEN 'proactive' THEN p_now + make_interval(secs => p_proactive_gap)
      ELSE s.proactive_free_at END
  WHERE account = p_account;
  INSERT INTO sender_recipient (account, recipient, next_free_at) VALUES (p_account, p_recipient, p_next_free_at)
  ON CONFLICT (account, recipient) DO UPDATE SET next_free_at = excluded.next_free_at;
  RETURN QUERY SELECT NULL::text, NULL::timestamptz;
END $$;

-- Stops a number, or stops more of it: what is stopped is never let go here. A number without a row has rested for ever.
CREATE FUNCTION stop_sender(
  p_account text, p_scope text, p_reason text, p_by text, p_now timestamptz)
RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO sender (account, tokens, refilled_at) VALUES (p_account, 0, to_timestamp(0)) ON CONFLICT DO NOTHING;
  UPDATE sender SET stopped_scope = p_scope, stopped_reason = p_reason, stopped_by = p_by, stopped_at = p_now
  WHERE account = p_account AND array_position(ARRAY['none', 'proactive', 'all'], stopped_scope)
    < array_position(ARRAY['none', 'proactive', 'all'], p_scope);
END $$;
