-- CreateTable
CREATE TABLE "filing_form" (
    "id" UUID NOT NULL,
    "digest" TEXT NOT NULL,
    "pqrs_id" UUID,
    "used_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "filing_form_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "filing_form_pqrs_id_key" ON "filing_form"("pqrs_id");

-- AddForeignKey
ALTER TABLE "filing_form" ADD CONSTRAINT "filing_form_pqrs_id_fkey" FOREIGN KEY ("pqrs_id") REFERENCES "pqrs"("id") ON DELETE CASCADE ON UPDATE CASCADE;
