alter table regions add primary key (id);
alter table users add primary key (id), add unique (email),
    add foreign key (region_id) references regions;
create index users_created_at on users (created_at);
alter table addresses add primary key (id), add foreign key (user_id) references users;
create index addresses_user on addresses (user_id);
alter table products add primary key (id), add unique (sku);
alter table orders add primary key (id), add unique (number), add foreign key (user_id) references users;
create index orders_user on orders (user_id);
create index orders_open on orders (placed_at) where state = 'open';
alter table order_lines add primary key (order_id, position),
    add foreign key (order_id) references orders, add foreign key (product_id) references products;
create index order_lines_product on order_lines (product_id);
alter table payments add primary key (id), add foreign key (order_id) references orders;
create index payments_order on payments (order_id);
alter table documents add primary key (id), add foreign key (user_id) references users;
create index documents_user on documents (user_id);
alter table activities add primary key (id), add foreign key (user_id) references users;
create index activities_user_at on activities (user_id, at);
