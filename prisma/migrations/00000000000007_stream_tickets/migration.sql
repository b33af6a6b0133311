-- CreateTable
CREATE TABLE "stream_ticket" (
    "id" UUID NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "stream_ticket_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "upload_day" (
    "day" DATE NOT NULL,
    "sender" TEXT NOT NULL,
    "files" INTEGER NOT NULL,
    "bytes" BIGINT NOT NULL,

    CONSTRAINT "upload_day_pkey" PRIMARY KEY ("day","sender")
);

-- CreateIndex
CREATE INDEX "stream_ticket_expires_at_idx" ON "stream_ticket"("expires_at");
