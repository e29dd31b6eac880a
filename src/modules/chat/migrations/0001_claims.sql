ALTER TABLE "chat_reports" ADD COLUMN "claimed_by" text;--> statement-breakpoint
ALTER TABLE "chat_reports" ADD COLUMN "claimed_until" timestamp with time zone;