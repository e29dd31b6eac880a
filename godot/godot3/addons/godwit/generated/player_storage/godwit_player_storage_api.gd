extends Reference
class_name GodwitPlayerStorageApi
## The messages of the server's module "player-storage".
##
## Generated from the contract; do not edit.

var _client: Node


func _init(client: Node) -> void:
	_client = client


## Reads documents: your own, and other players' public ones.
## Await it: var result = yield(Godwit.player_storage.fetch(...), "completed"), a GodwitResult whose value is a
## [GodwitStorageFetched].
func fetch(documents: Array):
	return _client.request(GodwitStorageFetch.new(documents))


## Writes documents of your own, all of them or none.
## Await it: var result = yield(Godwit.player_storage.write(...), "completed"), a GodwitResult whose value is a
## [GodwitStorageWritten].
func write(documents: Array):
	return _client.request(GodwitStorageWrite.new(documents))


## Lists a collection: all of your own documents, or another player's public ones.
## Await it: var result = yield(Godwit.player_storage.list(...), "completed"), a GodwitResult whose value is a
## [GodwitStorageListed].
func list(collection: String):
	return _client.request(GodwitStorageList.new(collection))


## Lists a collection: all of your own documents, or another player's public ones.
## Await it: var result = yield(Godwit.player_storage.list_with(...), "completed"), a GodwitResult whose value is
## a [GodwitStorageListed].
func list_with(message: GodwitStorageList):
	return _client.request(message)


## Deletes one of your own documents; answered with an Ack even if it does not exist.
## Await it: var result = yield(Godwit.player_storage.delete(...), "completed"), a GodwitResult without a value.
func delete(collection: String, key: String):
	return _client.request(GodwitStorageDelete.new(collection, key))


## Deletes one of your own documents; answered with an Ack even if it does not exist.
## Await it: var result = yield(Godwit.player_storage.delete_with(...), "completed"), a GodwitResult without a
## value.
func delete_with(message: GodwitStorageDelete):
	return _client.request(message)
