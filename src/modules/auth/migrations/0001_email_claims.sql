CREATE TABLE "auth_email_claims" (
	"id" uuid PRIMARY KEY NOT NULL,
	"hash" text NOT NULL,
	"email" text NOT NULL,
	"account_id" uuid,
	"display_name" text,
	"secret_hash" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "auth_email_claims_hash" UNIQUE("hash")
);
--> statement-breakpoint
ALTER TABLE "auth_refresh_tokens" ADD COLUMN "used_from" text;--> statement-breakpoint
ALTER TABLE "auth_email_claims" ADD CONSTRAINT "auth_email_claims_account_id_auth_accounts_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."auth_accounts"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "auth_email_claims_email" ON "auth_email_claims" USING btree ("email");--> statement-breakpoint
CREATE INDEX "auth_email_claims_account" ON "auth_email_claims" USING btree ("account_id");--> statement-breakpoint
CREATE INDEX "auth_email_claims_expiry" ON "auth_email_claims" USING btree ("expires_at");