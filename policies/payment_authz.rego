package payment.authz

import data.shop

allow := decision.allow

default decision := {
	"allow": false,
	"reason": "no rule of payment.authz allows this call",
	"policy_id": "payment.authz/default",
}

# Whether some request of this action would be allowed. It reads no request, so it can be asked before there is one.
default visible := false

visible if decision.allow

decision := shop.inbound("payment", callers[shop.caller][input.action])

decision := shop.outbound("payment", "a token is verified") if input.action in callees[shop.callee]

decision := shop.witnessed("payment") if input.action == "countersign_audit"

decision := shop.tasked("payment")

decision := shop.federated("payment")

# Administrative actions that operators have as well: support refunds payments.
operator_actions := {"refund_payment"}

callers := {
	"gateway": {
		"agent.card": "the gateway shows the agents' cards",
		"agent.health": "the gateway watches the agents' health",
		"handle_provider_event": "the provider calls back through the gateway, and signs what it says",
		"refund_payment": "support refunds through the gateway",
		"get_payment": "payments are read through the gateway",
		"list_payments": "payments are read through the gateway",
	},
	"order": {
		"process_payment": "a checkout takes payment",
		"void_payment": "a failed checkout takes no payment",
		"refund_payment": "a returned order is refunded",
		"get_payment": "a payment's outcome is asked for",
		"list_payment_methods": "an order's payment method is checked",
		"watch_payments": "refunds change orders",
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
		"list_ledger": "administrators read the ledger",
		"get_payment": "administrators read payments",
		"list_books": "administrators compare books",
		"list_payments": "administrators read payments",
		"refund_payment": "administrators refund",
	},
}

# The callee's own table gives the reason.
callees := {"user": {"get_signing_keys"}}
