-- The events of a turn carry the channel's own id of their message, by which an edit or a deletion names it later.
CREATE OR REPLACE FUNCTION open_turns(p_conversations uuid[], p_limit int)
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
      SELECT e.id, e.channel_message_id AS message_id, e.kind, e.content, e.sensitivity, e.received_at, e.attempts, e.errors,
        e.claimed_by
      FROM event e WHERE e.conversation_id = c.id AND e.processed_at IS NULL ORDER BY e.id LIMIT p_limit) w),
    (SELECT q.id FROM question q WHERE q.conversation_id = c.id AND q.status = 'waiting' ORDER BY q.created_at LIMIT 1)
  FROM conversation c WHERE c.id = ANY(locked);
END $$;
