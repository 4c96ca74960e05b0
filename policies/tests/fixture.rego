# What the engine supplies as data, for the tests. A test of the contracts holds capabilities equal to the catalogue.
package fixture

trust_domain := "agentweave.io"

id(path) := concat("/", ["spiffe://agentweave.io", path])

operators := [
	"spiffe://agentweave.io/client/cli",
	# An operator of another trust domain, and one that is no client: neither counts.
	"spiffe://partner.example/client/cli",
	"spiffe://agentweave.io/agent/inventory",
]

federation := {"spiffe://partner.example/agent/warehouse": [
	"check_availability",
	"reserve_items",
	"get_order",
	"get_payment",
	"get_user",
	"health",
	"refund_payment",
	"route",
	"update_tier",
]}

# Callers that no table names in full, though their IDs look like it.
strangers := {
	"spiffe://agentweave.io.evil.example/agent/gateway",
	"spiffe://partner.example/agent/gateway",
	"spiffe://agentweave.io/agent/gateway/",
	"spiffe://agentweave.io/agent/gateway/x",
	"spiffe://agentweave.io/agent/",
	"spiffe://agentweave.io/client/gateway",
	"spiffe://agentweave.io/gateway",
	"spiffe://AGENTWEAVE.io/agent/gateway",
	"gateway",
	"",
}

agents := object.keys(capabilities) | {"admin"}

callers := {id(concat("/", ["agent", name])) | some name in agents} | {id("client/cli"), id("client/shop")}

actions := {action | some agent; capabilities[agent][action]} | {"agent.card", "agent.health", "task.get", "anything", ""}

user_id := "0190a1b2-c3d4-7e5f-8a9b-0c1d2e3f4a5b"

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
	},
	"payment": {
		"process_payment": {"audience": "agents", "idempotency": "keyed", "streaming": false},
		"refund_payment": {"audience": "admin", "idempotency": "keyed", "streaming": false},
		"void_payment": {"audience": "agents", "idempotency": "idempotent", "streaming": false},
		"get_payment": {"audience": "user", "idempotency": "safe", "streaming": false},
		"list_payments": {"audience": "user", "idempotency": "safe", "streaming": false},
		"watch_payments": {"audience": "agents", "idempotency": "safe", "streaming": true},
		"list_payment_methods": {"audience": "agents", "idempotency": "safe", "streaming": false},
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
	},
}
