extends Reference
class_name PlayerStorageApi
## The messages of the server's module "player-storage".
##
## Generated from the contract; do not edit.

var _client: Node


func _init(client: Node) -> void:
	_client = client


## Reads documents: your own, and public ones of others.
## Await it: var result = yield(Godwit.player_storage.fetch(...), "completed"), a GodwitResult whose value is a
## [StorageFetched].
func fetch(documents: Array):
	return _client.request(StorageFetch.new(documents))


## Writes documents of your own, all of them or none.
## Await it: var result = yield(Godwit.player_storage.write(...), "completed"), a GodwitResult whose value is a
## [StorageWritten].
func write(documents: Array):
	return _client.request(StorageWrite.new(documents))


## Lists a collection: all documents of your own, or the public ones of another player.
## Await it: var result = yield(Godwit.player_storage.list(...), "completed"), a GodwitResult whose value is a
## [StorageListed].
func list(collection: String):
	return _client.request(StorageList.new(collection))


## Lists a collection: all documents of your own, or the public ones of another player.
## Await it: var result = yield(Godwit.player_storage.list_with(...), "completed"), a GodwitResult whose value is
## a [StorageListed].
func list_with(message: StorageList):
	return _client.request(message)


## Deletes a document of your own; answered with an Ack, also where there is none.
## Await it: var result = yield(Godwit.player_storage.delete(...), "completed"), a GodwitResult without a value.
func delete(collection: String, key: String):
	return _client.request(StorageDelete.new(collection, key))


## Deletes a document of your own; answered with an Ack, also where there is none.
## Await it: var result = yield(Godwit.player_storage.delete_with(...), "completed"), a GodwitResult without a
## value.
func delete_with(message: StorageDelete):
	return _client.request(message)
