-- CreateTable
CREATE TABLE "backup_run" (
    "id" UUID NOT NULL,
    "started_at" TIMESTAMPTZ(3) NOT NULL,
    "ended_at" TIMESTAMPTZ(3) NOT NULL,
    "outcome" TEXT NOT NULL,
    "name" TEXT,
    "reason" TEXT,
    "bytes" BIGINT NOT NULL,
    "rows" BIGINT NOT NULL,
    "files" INTEGER NOT NULL,
    "missing_files" INTEGER NOT NULL,

    CONSTRAINT "backup_run_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "backup_run_started_at_idx" ON "backup_run"("started_at");
