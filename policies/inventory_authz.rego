package inventory.authz

import data.shop

allow := decision.allow

default decision := {
	"allow": false,
	"reason": "no rule of inventory.authz allows this call",
	"policy_id": "inventory.authz/default",
}

# Whether some request of this action would be allowed. It reads no request, so it can be asked before there is one.
default visible := false

visible if decision.allow

decision := shop.inbound("inventory", callers[shop.caller][input.action])

decision := shop.outbound("inventory", "a token is verified") if input.action in callees[shop.callee]

decision := shop.witnessed("inventory") if input.action == "countersign_audit"

decision := shop.tasked("inventory")

decision := shop.federated("inventory")

callers := {
	"gateway": {
		"agent.card": "the gateway shows the agents' cards",
		"agent.health": "the gateway watches the agents' health",
		"list_products": "the catalogue is read through the gateway",
		"get_product": "the catalogue is read through the gateway",
		"check_availability": "the catalogue is read through the gateway",
	},
	"order": {
		"check_availability": "a checkout takes prices from the catalogue",
		"reserve_items": "a checkout reserves stock",
		"confirm_reservation": "a paid order's stock is sold",
		"release_reservation": "a failed checkout gives its stock back",
		"return_items": "a returned order gives its stock back",
	},
	"admin": {
		"agent.card": "administrators see cards",
		"agent.health": "administrators see health",
		"read_audit": "administrators verify the audit",
		"describe_agent": "administrators see how agents are",
		"watch_decisions": "administrators see what is decided",
		"list_movements": "administrators read what changed the stock",
		"adjust_stock": "administrators book stock",
		"list_books": "administrators compare books",
		"list_products": "administrators read the catalogue",
	},
}

# The callee's own table gives the reason.
callees := {"user": {"get_signing_keys"}}
