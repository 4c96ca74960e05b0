package order.authz

import data.shop

allow := decision.allow

default decision := {
	"allow": false,
	"reason": "no rule of order.authz allows this call",
	"policy_id": "order.authz/default",
}

# Whether some request of this action would be allowed. It reads no request, so it can be asked before there is one.
default visible := false

visible if decision.allow

decision := shop.inbound("order", callers[shop.caller][input.action])

decision := shop.outbound("order", "an order needs this call") if input.action in callees[shop.callee]

decision := shop.witnessed("order") if input.action == "countersign_audit"

decision := shop.tasked("order")

decision := shop.federated("order")

callers := {
	"gateway": {
		"agent.card": "the gateway shows the agents' cards",
		"agent.health": "the gateway watches the agents' health",
		"create_order": "orders come through the gateway",
		"get_order": "orders are read through the gateway",
		"list_orders": "orders are read through the gateway",
		"cancel_order": "orders are cancelled through the gateway",
		"watch_order": "orders are followed through the gateway",
	},
	"user": {
		"erase_user_data": "a user is erased",
		"export_user_data": "a user's data are gathered",
	},
	"admin": {
		"agent.card": "administrators see cards",
		"agent.health": "administrators see health",
		"read_audit": "administrators verify the audit",
		"describe_agent": "administrators see how agents are",
		"watch_decisions": "administrators see what is decided",
		"get_checkout": "administrators review checkouts",
		"get_order": "administrators read orders",
		"list_books": "administrators compare books",
		"list_checkouts": "administrators review checkouts",
		"retry_checkout": "administrators continue checkouts",
	},
}

# The steps of a checkout, and what follows from payments. The callee's own table gives the reason for each.
callees := {
	"user": {"get_signing_keys", "get_user"},
	"payment": {"process_payment", "void_payment", "refund_payment", "get_payment", "list_payment_methods", "watch_payments"},
	"inventory": {"check_availability", "reserve_items", "confirm_reservation", "release_reservation", "return_items"},
}
