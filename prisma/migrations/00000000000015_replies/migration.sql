-- CreateTable
CREATE TABLE "reply" (
    "id" UUID NOT NULL,
    "entity_slug" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "topic" TEXT,
    "last_number" INTEGER NOT NULL,
    "in_use_number" INTEGER,
    "waiting_number" INTEGER,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "changed_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "reply_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "reply_version" (
    "id" UUID NOT NULL,
    "reply_id" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "text" TEXT NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'proposed',
    "author_id" TEXT NOT NULL,
    "proposed_at" TIMESTAMPTZ(3) NOT NULL,
    "approver_id" TEXT,
    "approved_at" TIMESTAMPTZ(3),
    "withdrawer_id" TEXT,
    "withdrawn_at" TIMESTAMPTZ(3),
    "withdrawn_reason" TEXT,

    CONSTRAINT "reply_version_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "reply_entity_slug_key_key" ON "reply"("entity_slug", "key");

-- CreateIndex
CREATE INDEX "reply_version_author_id_idx" ON "reply_version"("author_id");

-- CreateIndex
CREATE INDEX "reply_version_approver_id_idx" ON "reply_version"("approver_id");

-- CreateIndex
CREATE INDEX "reply_version_withdrawer_id_idx" ON "reply_version"("withdrawer_id");

-- CreateIndex
CREATE UNIQUE INDEX "reply_version_reply_id_number_key" ON "reply_version"("reply_id", "number");

-- AddForeignKey
ALTER TABLE "reply_version" ADD CONSTRAINT "reply_version_reply_id_fkey" FOREIGN KEY ("reply_id") REFERENCES "reply"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "reply_version" ADD CONSTRAINT "reply_version_author_id_fkey" FOREIGN KEY ("author_id") REFERENCES "staff_user"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "reply_version" ADD CONSTRAINT "reply_version_approver_id_fkey" FOREIGN KEY ("approver_id") REFERENCES "staff_user"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "reply_version" ADD CONSTRAINT "reply_version_withdrawer_id_fkey" FOREIGN KEY ("withdrawer_id") REFERENCES "staff_user"("id") ON DELETE SET NULL ON UPDATE CASCADE;



-- What Prisma's schema cannot say.

-- The words of a version are those that somebody approved: they never become others.
CREATE FUNCTION keep_reply_version() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'the words of a version of a reply never change' USING ERRCODE = 'integrity_constraint_violation';
END $$;
CREATE TRIGGER reply_version_kept BEFORE UPDATE ON reply_version FOR EACH ROW
  WHEN ((OLD.id, OLD.reply_id, OLD.number, OLD.text, OLD.author_id)
    IS DISTINCT FROM (NEW.id, NEW.reply_id, NEW.number, NEW.text, NEW.author_id))
  EXECUTE FUNCTION keep_reply_version();

-- Which answers began with a version. Answers that hold health matters are sealed, and stand in no index.
CREATE INDEX event_reply_idx ON event ((content #>> '{act,reply}'))
  WHERE kind = 'colleague' AND content #>> '{act,reply}' IS NOT NULL;

-- Every change of a reply touches its row.
CREATE FUNCTION announce_reply() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM announce_live('replies', NEW.id::text, 'normal', NULL);
  RETURN NULL;
END $$;
CREATE TRIGGER reply_live AFTER INSERT OR UPDATE ON reply FOR EACH ROW EXECUTE FUNCTION announce_reply();
