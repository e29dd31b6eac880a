CREATE TABLE "room_results" (
	"room_id" text NOT NULL,
	"key" text NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "room_results_room_id_key_pk" PRIMARY KEY("room_id","key")
);
--> statement-breakpoint
CREATE INDEX "room_results_at" ON "room_results" USING btree ("at");