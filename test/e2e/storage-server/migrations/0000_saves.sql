CREATE TABLE "fault_saves" (
	"number" integer PRIMARY KEY NOT NULL
);
