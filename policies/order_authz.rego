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

decision := shop.outbound("order", callees[shop.callee][input.action])

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
	"admin": {
		"agent.card": "administrators see cards",
		"agent.health": "administrators see health",
		"get_order": "administrators read orders",
	},
}

# The steps of a checkout, and what follows from payments.
callees := {
	"user": {"get_user": "an order's buyer is verified"},
	"payment": {
		"process_payment": "a checkout takes payment",
		"void_payment": "a failed checkout takes no payment",
		"refund_payment": "a returned order is refunded",
		"get_payment": "a payment's outcome is asked for",
		"list_payment_methods": "an order's payment method is checked",
		"watch_payments": "refunds change orders",
	},
	"inventory": {
		"check_availability": "a checkout takes prices from the catalogue",
		"reserve_items": "a checkout reserves stock",
		"confirm_reservation": "a paid order's stock is sold",
		"release_reservation": "a failed checkout gives its stock back",
		"return_items": "a returned order gives its stock back",
	},
}
