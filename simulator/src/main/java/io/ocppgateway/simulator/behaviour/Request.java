package io.ocppgateway.simulator.behaviour;

import tools.jackson.databind.node.ObjectNode;

/// A CALL that a charge point wants to make; its id is for whoever sends it.
public record Request(String action, ObjectNode payload) {}
