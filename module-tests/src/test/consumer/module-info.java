module consumer {
    requires io.mailswitch.core;
}
