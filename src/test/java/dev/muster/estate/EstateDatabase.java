package dev.muster.estate;

import dev.muster.practice.PostgresServer;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;

/** PostgreSQL on one of the estate's machines, asked by its superuser over the network. */
record EstateDatabase(EstateHost host, String password) implements PostgresServer {

    static final int PORT = 5432;
    static final String SUPERUSER = "postgres";

    @Override
    public String url(String database) {
        return "jdbc:postgresql://" + host.address() + ":" + PORT + "/" + database;
    }

    @Override
    public Connection connect(String database) throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("user", SUPERUSER);
        properties.setProperty("password", password);
        properties.setProperty("connectTimeout", "5");
        properties.setProperty("socketTimeout", "60");
        return DriverManager.getConnection(url(database), properties);
    }
}
