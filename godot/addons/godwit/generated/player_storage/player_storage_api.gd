class_name PlayerStorageApi
extends RefCounted
## The messages of the server's module "player-storage".
##
## Generated from the contract; do not edit.

var _client: GodwitClient


func _init(client: GodwitClient) -> void:
	_client = client


## Reads documents: your own, and public ones of others.
func fetch(documents: Array[StorageId]) -> StorageFetched.Result:
	return StorageFetched.Result.new(await _client.request(StorageFetch.new(documents)))


## Writes documents of your own, all of them or none.
func write(documents: Array[StorageDraft]) -> StorageWritten.Result:
	return StorageWritten.Result.new(await _client.request(StorageWrite.new(documents)))


## Lists a collection: all documents of your own, or the public ones of another player.
func list(collection: String) -> StorageListed.Result:
	return StorageListed.Result.new(await _client.request(StorageList.new(collection)))


## Lists a collection: all documents of your own, or the public ones of another player.
func list_with(message: StorageList) -> StorageListed.Result:
	return StorageListed.Result.new(await _client.request(message))


## Deletes a document of your own; answered with an Ack, also where there is none.
func delete(collection: String, key: String) -> GodwitResult:
	return await _client.request(StorageDelete.new(collection, key))


## Deletes a document of your own; answered with an Ack, also where there is none.
func delete_with(message: StorageDelete) -> GodwitResult:
	return await _client.request(message)
