CREATE SEQUENCE "public"."leaderboards_places" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1;--> statement-breakpoint
CREATE TABLE "leaderboards_chunks" (
	"season_id" integer NOT NULL,
	"low_key" bigint NOT NULL,
	"low_place" bigint NOT NULL,
	"high_key" bigint NOT NULL,
	"high_place" bigint NOT NULL,
	"count" integer NOT NULL,
	CONSTRAINT "leaderboards_chunks_season_id_low_key_low_place_pk" PRIMARY KEY("season_id","low_key","low_place")
);
--> statement-breakpoint
CREATE TABLE "leaderboards_scores" (
	"player_id" text NOT NULL,
	"season_id" integer NOT NULL,
	"sort_key" bigint NOT NULL,
	"place" bigint NOT NULL,
	"metadata" text NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "leaderboards_scores_player_id_season_id_pk" PRIMARY KEY("player_id","season_id")
);
--> statement-breakpoint
CREATE TABLE "leaderboards_seasons" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "leaderboards_seasons_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"board" text NOT NULL,
	"number" bigint NOT NULL,
	"is_ascending" boolean NOT NULL,
	"ends_at" timestamp with time zone,
	"is_ended" boolean DEFAULT false NOT NULL,
	CONSTRAINT "leaderboards_seasons_number" UNIQUE("board","number")
);
--> statement-breakpoint
ALTER TABLE "leaderboards_chunks" ADD CONSTRAINT "leaderboards_chunks_season_id_leaderboards_seasons_id_fk" FOREIGN KEY ("season_id") REFERENCES "public"."leaderboards_seasons"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "leaderboards_scores" ADD CONSTRAINT "leaderboards_scores_season_id_leaderboards_seasons_id_fk" FOREIGN KEY ("season_id") REFERENCES "public"."leaderboards_seasons"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "leaderboards_scores_order" ON "leaderboards_scores" USING btree ("season_id","sort_key","place");