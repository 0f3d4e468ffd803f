-- Nothing here depends on the clock, on random() or on the server's version: the same seed gives the same rows.
-- The functions are stable so that the planner puts their bodies in the place of the calls.
-- practice.seed and practice.percent (of 100 MB) are set before.
create function pg_temp.scaled(rows bigint) returns bigint language sql stable as
$$ select greatest(1, rows * current_setting('practice.percent')::bigint / 100) $$;

create function pg_temp.pick(n bigint, salt bigint, below bigint) returns bigint language sql stable as
$$ select (((n + salt * 7919 + current_setting('practice.seed')::bigint) % 4294967296) * 2654435761 % 4294967296 / 7) % below $$;

create function pg_temp.at(n bigint, salt bigint) returns timestamptz language sql stable as
$$ select timestamptz '2025-01-01 00:00:00+00' + pg_temp.pick(n, salt, 31536000) * interval '1 second' $$;

insert into regions
select n, (array ['Zürich', 'Île-de-France', 'Kraków', 'Ελλάδα', 'Київ', '東京', 'São Paulo', 'İstanbul'])[n]
from generate_series(1, 8) n;

insert into users (id, email, display_name, region_id, active, created_at)
select n,
       'user' || n || '@example.org',
       (array ['Zoë', 'Jürgen', 'Łukasz', 'Νίκος', 'Оксана', '美咲', 'João', 'Şebnem', 'Ana', 'Siân'])[1 + pg_temp.pick(n, 1, 10)]
           || ' '
           || (array ['Müller', 'Brontë', 'Dvořák', 'Παππά', 'Шевченко', '佐藤', 'Gonçalves', 'Öztürk', 'Smith', 'O''Neill'])[1 + pg_temp.pick(n, 2, 10)],
       1 + pg_temp.pick(n, 3, 8),
       pg_temp.pick(n, 4, 20) > 0,
       pg_temp.at(n, 5)
from generate_series(1, pg_temp.scaled(40000)) n;

insert into addresses (id, user_id, street, city)
select n,
       1 + pg_temp.pick(n, 6, pg_temp.scaled(40000)),
       'Straße ' || pg_temp.pick(n, 7, 900) || ', «' || left(md5(current_setting('practice.seed') || n), 12) || '»',
       (array ['Genève', 'Łódź', 'Αθήνα', 'Львів', '大阪', 'Málaga'])[1 + pg_temp.pick(n, 8, 6)]
from generate_series(1, pg_temp.scaled(40000)) n;

insert into products (id, sku, name, description, price)
select n,
       'BDC-' || n,
       (array ['Kettle', 'Lampe à huile', 'Räuchermännchen', 'Чайник', '茶碗'])[1 + pg_temp.pick(n, 9, 5)] || ' ' || n,
       repeat(md5(current_setting('practice.seed') || 'product' || n) || ' ', 4),
       1 + pg_temp.pick(n, 10, 99999) / 100.0
from generate_series(1, pg_temp.scaled(2000)) n;

insert into orders (id, number, user_id, state, placed_at)
select n,
       99999 + n,
       1 + pg_temp.pick(n, 11, pg_temp.scaled(40000)),
       (array ['open', 'paid', 'shipped', 'returned'])[1 + pg_temp.pick(n, 12, 4)],
       pg_temp.at(n, 13)
from generate_series(1, pg_temp.scaled(80000)) n;

insert into order_lines (order_id, position, product_id, quantity, price)
select n,
       p,
       1 + pg_temp.pick(n * 3 + p, 14, pg_temp.scaled(2000)),
       1 + pg_temp.pick(n * 3 + p, 15, 9),
       1 + pg_temp.pick(n * 3 + p, 16, 99999) / 100.0
from generate_series(1, pg_temp.scaled(80000)) n, generate_series(1, 2) p;

insert into payments (id, order_id, amount, reference, paid_at)
select n,
       n,
       1 + pg_temp.pick(n, 17, 999999) / 100.0,
       md5(current_setting('practice.seed') || 'payment' || n),
       pg_temp.at(n, 18)
from generate_series(1, pg_temp.scaled(80000)) n;

insert into documents (id, user_id, title, content, created_at)
select n,
       1 + pg_temp.pick(n, 19, pg_temp.scaled(40000)),
       'Résumé № ' || n,
       (select string_agg(sha512(int8send(current_setting('practice.seed')::bigint) || int8send(n * 64 + block)), '')
        from generate_series(0, 63) block),
       pg_temp.at(n, 20)
from generate_series(1, pg_temp.scaled(7000)) n;

insert into activities (id, user_id, at, detail)
select n,
       1 + pg_temp.pick(n, 21, pg_temp.scaled(40000)),
       pg_temp.at(n, 22),
       jsonb_build_object('what', (array ['sign-in', 'search', 'naïve query', 'поиск'])[1 + pg_temp.pick(n, 23, 4)],
                          'took', pg_temp.pick(n, 24, 5000))
from generate_series(1, pg_temp.scaled(60000)) n;

select setval(pg_get_serial_sequence(t, 'id'), (xpath('/row/m/text()', query_to_xml('select max(id) m from ' || t, false, true, '')))[1]::text::bigint)
from unnest(array ['users', 'addresses', 'products', 'orders', 'payments', 'documents', 'activities']) t;
select setval('order_number', (select max(number) from orders));
