/*
 * Migration: notifications
 * Description: the tables behind notifications
 * Risk Level: Medium
 * Estimated Duration: 2-3 min
 * Depends on: 8_add_orders
 */
CREATE TABLE notifications (id bigint PRIMARY KEY, order_id bigint REFERENCES orders);
