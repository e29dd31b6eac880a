CREATE TABLE "admin_sessions" (
	"id" uuid PRIMARY KEY NOT NULL,
	"hash" text NOT NULL,
	"administrator_id" uuid NOT NULL,
	"address" text NOT NULL,
	"agent" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"seen_at" timestamp with time zone NOT NULL,
	"proven_at" timestamp with time zone,
	CONSTRAINT "admin_sessions_hash" UNIQUE("hash")
);
--> statement-breakpoint
CREATE TABLE "admin_administrators" (
	"id" uuid PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"role" text NOT NULL,
	"password_hash" text,
	"totp_secret" text,
	"totp_step" bigint DEFAULT 0 NOT NULL,
	"is_disabled" boolean DEFAULT false NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"last_seen_at" timestamp with time zone,
	CONSTRAINT "admin_administrators_name" UNIQUE("name")
);
--> statement-breakpoint
CREATE TABLE "admin_audit_log" (
	"id" uuid PRIMARY KEY NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"completed_at" timestamp with time zone,
	"administrator_id" uuid,
	"administrator" text NOT NULL,
	"role" text NOT NULL,
	"address" text NOT NULL,
	"act" text NOT NULL,
	"target" text,
	"reason" text NOT NULL,
	"order" text NOT NULL,
	"before" text,
	"after" text,
	"result" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "admin_recovery_codes" (
	"hash" text PRIMARY KEY NOT NULL,
	"administrator_id" uuid NOT NULL
);
--> statement-breakpoint
CREATE TABLE "admin_used_links" (
	"id" text PRIMARY KEY NOT NULL,
	"expires_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
ALTER TABLE "admin_sessions" ADD CONSTRAINT "admin_sessions_administrator_id_admin_administrators_id_fk" FOREIGN KEY ("administrator_id") REFERENCES "public"."admin_administrators"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "admin_recovery_codes" ADD CONSTRAINT "admin_recovery_codes_administrator_id_admin_administrators_id_fk" FOREIGN KEY ("administrator_id") REFERENCES "public"."admin_administrators"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "admin_sessions_administrator" ON "admin_sessions" USING btree ("administrator_id");--> statement-breakpoint
CREATE INDEX "admin_audit_log_at" ON "admin_audit_log" USING btree ("at");--> statement-breakpoint
CREATE INDEX "admin_audit_log_target" ON "admin_audit_log" USING btree ("target","at");--> statement-breakpoint
CREATE INDEX "admin_recovery_codes_administrator" ON "admin_recovery_codes" USING btree ("administrator_id");