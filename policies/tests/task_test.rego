# What is done with tasks is allowed to who is known; the agent shows each task to its owner alone.
package task_test

import data.fixture

behind := {"user", "order", "payment", "inventory"}

decision(agent, call) := d if {
	d := data[agent].authz.decision with input as call
		with data.trust_domain as fixture.trust_domain
		with data.operators as fixture.operators
		with data.federation as {partner: ["agent.card", "task.get"]}
		with data.capabilities as fixture.capabilities
		with data.witnesses as fixture.witnesses
}

partner := "spiffe://partner.example/agent/warehouse"

call(caller, callee, action, actor) := {
	"direction": "inbound",
	"caller_spiffe_id": caller,
	"callee_spiffe_id": fixture.id(concat("/", ["agent", callee])),
	"actor": actor,
	"action": action,
	"request": {},
}

with_token(asked) := object.union(asked, {"token": {"scope": asked.action}})

gateway := fixture.id("agent/gateway")

admin := fixture.id("agent/admin")

test_the_gateway_asks_by_a_token_of_that_action_for_whom_it_names if {
	every agent in behind {
		every action in fixture.task_actions {
			some_client := call(gateway, agent, action, fixture.id("client/shop"))
			asked := decision(agent, with_token(some_client))
			asked.allow
			asked.scope == "own"
			not decision(agent, some_client).allow
			not decision(agent, object.union(some_client, {"token": {"scope": "task.other"}})).allow
		}
	}
}

test_a_message_has_its_task_told_of_by_its_own_token_and_does_nothing_else_with_it if {
	told := call(gateway, "order", "task.push", fixture.id("client/shop"))
	decision("order", object.union(told, {"token": {"scope": "create_order"}})).scope == "own"
	every scope in {"cancel_order", "get_order", "list_orders", "list_products", "watch_order"} {
		not decision("order", object.union(told, {"token": {"scope": scope}})).allow
	}
	not decision("order", object.union(told, {"token": {"scope": "task.get"}})).allow
	every action in fixture.task_actions - {"task.push"} {
		other := call(gateway, "order", action, fixture.id("client/shop"))
		not decision("order", object.union(other, {"token": {"scope": "create_order"}})).allow
	}
	every caller in {"user", "payment", "inventory"} {
		id := fixture.id(concat("/", ["agent", caller]))
		other := call(id, "order", "task.push", fixture.id("client/shop"))
		not decision("order", object.union(other, {"token": {"scope": "create_order"}})).allow
	}
}

test_the_gateway_asks_for_a_user_and_for_nobody_in_particular_not if {
	every agent in behind {
		every action in fixture.task_actions {
			nobody := with_token(call(gateway, agent, action, gateway))
			not decision(agent, nobody).allow
			decision(agent, object.union(nobody, {"user": {"user_id": fixture.user_id}})).allow
		}
	}
}

test_an_administrator_has_tasks_and_the_other_agents_have_none if {
	every agent in behind | {"gateway"} {
		every action in fixture.task_actions {
			decision(agent, call(admin, agent, action, admin)).allow
			every other in {"user", "order", "payment", "inventory"} - {agent} {
				id := fixture.id(concat("/", ["agent", other]))
				not decision(agent, call(id, agent, action, id)).allow
			}
		}
	}
}

test_the_gateways_clients_have_tasks_and_the_public_has_none if {
	every action in fixture.task_actions {
		every client in {fixture.id("client/cli"), fixture.id("client/shop")} {
			decision("gateway", call(client, "gateway", action, client)).scope == "own"
		}
		not decision("gateway", call(gateway, "gateway", action, gateway)).allow
	}
}

test_a_user_has_tasks_at_the_public_port if {
	every action in fixture.task_actions {
		asked := call(gateway, "gateway", action, gateway)
		decision("gateway", object.union(asked, {"user": {"user_id": fixture.user_id}})).scope == "own"
	}
}

test_the_gateway_asks_the_order_agent_and_no_other_for_who_is_known if {
	every action in fixture.task_actions {
		not asks(action, "order", {})
		some_user := {"user": {"user_id": fixture.user_id}}
		some_client := {"actor": fixture.id("client/shop")}
		asks(action, "order", some_user)
		asks(action, "order", some_client)
		every agent in behind - {"order"} {
			not asks(action, agent, some_user)
			not asks(action, agent, some_client)
		}
	}
}

asks(action, agent, whom) if {
	asked := object.union(call(gateway, agent, action, gateway), {"direction": "outbound"})
	decision("gateway", object.union(asked, whom)).allow
}

test_anyone_sees_the_gateways_card if {
	decision("gateway", call(gateway, "gateway", "agent.card", gateway)).allow
}

test_a_federated_caller_has_what_its_list_names if {
	every agent in behind {
		decision(agent, call(partner, agent, "agent.card", partner)).allow
		decision(agent, call(partner, agent, "task.get", partner)).scope == "own"
		not decision(agent, call(partner, agent, "task.cancel", partner)).allow
	}
}

test_no_other_action_is_one_of_tasks if {
	every agent in behind {
		not decision(agent, with_token(call(gateway, agent, "task.other", fixture.id("client/cli")))).allow
		not decision(agent, call(admin, agent, "task.other", admin)).allow
	}
}
