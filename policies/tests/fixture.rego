# What the engine supplies as data, for the tests; capabilities.rego has the contract's part.
package fixture

trust_domain := "agentweave.io"

id(path) := concat("/", ["spiffe://agentweave.io", path])

operators := [
	"spiffe://agentweave.io/client/cli",
	# An operator of another trust domain, and one that is not a client: neither counts.
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

# Callers that no table names, although their IDs look similar.
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

task_actions := {"task.cancel", "task.get", "task.list", "task.push", "task.subscribe"}

# Whom every agent behind the gateway lets have tasks.
tasked := {[id(caller), action] | some caller in ["agent/gateway", "agent/admin"]; some action in task_actions}

other_actions := {"agent.card", "agent.health", "task.ask", "task.other", "anything", ""}

actions := ({action | some agent; capabilities[agent][action]} | task_actions) | other_actions

user_id := "0190a1b2-c3d4-7e5f-8a9b-0c1d2e3f4a5b"

# A call as it comes: what the gateway calls, it calls by a token of that capability.
sent(call) := object.union({"token": {"scope": call.action}}, call) if {
	call.direction == "inbound"
	call.caller_spiffe_id == id("agent/gateway")
} else := call
