CREATE TABLE "admin_server_starts" (
	"id" uuid PRIMARY KEY NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"node" text,
	"version" text NOT NULL,
	"contract" text NOT NULL
);
--> statement-breakpoint
CREATE INDEX "admin_server_starts_at" ON "admin_server_starts" USING btree ("at");