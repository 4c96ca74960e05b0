# Generated from the contract: CONTRACT_ACCEPT=additions ./test.sh --filter Contracts
package fixture

capabilities := {
	"gateway": {
		"route": {"audience": "user", "idempotency": "none", "streaming": false},
		"health": {"audience": "anyone", "idempotency": "safe", "streaming": false},
	},
	"user": {
		"create_user": {"audience": "anyone", "idempotency": "keyed", "streaming": false},
		"get_user": {"audience": "user", "idempotency": "safe", "streaming": false},
		"update_profile": {"audience": "user", "idempotency": "idempotent", "streaming": false},
		"update_tier": {"audience": "admin", "idempotency": "idempotent", "streaming": false},
	},
	"order": {
		"create_order": {"audience": "user", "idempotency": "keyed", "streaming": false},
		"get_order": {"audience": "user", "idempotency": "safe", "streaming": false},
		"cancel_order": {"audience": "user", "idempotency": "idempotent", "streaming": false},
		"list_orders": {"audience": "user", "idempotency": "safe", "streaming": false},
		"watch_order": {"audience": "user", "idempotency": "safe", "streaming": true},
		"list_checkouts": {"audience": "admin", "idempotency": "safe", "streaming": false},
		"get_checkout": {"audience": "admin", "idempotency": "safe", "streaming": false},
		"retry_checkout": {"audience": "admin", "idempotency": "idempotent", "streaming": false},
		"list_books": {"audience": "admin", "idempotency": "safe", "streaming": true},
	},
	"payment": {
		"process_payment": {"audience": "agents", "idempotency": "keyed", "streaming": false},
		"refund_payment": {"audience": "admin", "idempotency": "keyed", "streaming": false},
		"void_payment": {"audience": "agents", "idempotency": "idempotent", "streaming": false},
		"get_payment": {"audience": "user", "idempotency": "safe", "streaming": false},
		"list_payments": {"audience": "user", "idempotency": "safe", "streaming": false},
		"watch_payments": {"audience": "agents", "idempotency": "safe", "streaming": true},
		"list_payment_methods": {"audience": "agents", "idempotency": "safe", "streaming": false},
		"handle_provider_event": {"audience": "anyone", "idempotency": "idempotent", "streaming": false},
		"list_books": {"audience": "admin", "idempotency": "safe", "streaming": true},
	},
	"inventory": {
		"list_products": {"audience": "anyone", "idempotency": "safe", "streaming": false},
		"get_product": {"audience": "anyone", "idempotency": "safe", "streaming": false},
		"check_availability": {"audience": "anyone", "idempotency": "safe", "streaming": false},
		"reserve_items": {"audience": "agents", "idempotency": "idempotent", "streaming": false},
		"confirm_reservation": {"audience": "agents", "idempotency": "idempotent", "streaming": false},
		"release_reservation": {"audience": "agents", "idempotency": "idempotent", "streaming": false},
		"return_items": {"audience": "agents", "idempotency": "idempotent", "streaming": false},
		"adjust_stock": {"audience": "admin", "idempotency": "none", "streaming": false},
		"list_books": {"audience": "admin", "idempotency": "safe", "streaming": true},
	},
}
